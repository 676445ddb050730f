package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The redirects that led to a URL, as text: a line for each URL that redirected, the first of the
/// chain first.
///
/// ```
/// order referrer's-order fingerprint depth private cookies role href [referrer]
/// ```
///
/// A URL holds neither spaces nor line ends.
public final class ChainText {
  private ChainText() {}

  /// Writes a chain.
  ///
  /// @param via the last redirect
  /// @return null for none
  public static @Nullable String of(CrawlUrl.@Nullable Redirect via) {
    if (via == null) {
      return null;
    }
    List<String> lines = new ArrayList<>();
    for (var redirect = via; redirect != null; redirect = redirect.from().via()) {
      var url = redirect.from();
      lines.addFirst(
          String.join(
              " ",
              Long.toString(url.order()),
              Long.toString(url.referrerOrder()),
              Long.toString(url.fingerprint()),
              Integer.toString(url.depth()),
              Boolean.toString(url.privateAllowed()),
              redirect.cookies().name(),
              url.role().name(),
              url.referrer() == null ? url.href() : url.href() + " " + url.referrer()));
    }
    return String.join("\n", lines);
  }

  /// Reads a chain.
  ///
  /// @param text as written; null for none
  /// @return the last redirect; null for none
  /// @throws IllegalArgumentException if it was not written here
  public static CrawlUrl.@Nullable Redirect parse(@Nullable String text) {
    CrawlUrl.Redirect via = null;
    int hops = 0;
    for (var line : text == null ? new String[0] : text.split("\n", -1)) {
      var words = line.split(" ", -1);
      if (words.length < 8) {
        throw new IllegalArgumentException("a chain of redirects is damaged: " + line);
      }
      var href = words[7];
      var url = Objects.requireNonNull(WebUrl.parse(href, null), href);
      via =
          new CrawlUrl.Redirect(
              new CrawlUrl(
                  url.withoutFragment(),
                  Long.parseLong(words[2]),
                  url.origin(),
                  Long.parseLong(words[0]),
                  hops++,
                  0,
                  new Discovery(
                      Integer.parseInt(words[3]),
                      CrawlUrl.Role.valueOf(words[6]),
                      Boolean.parseBoolean(words[4]),
                      words.length > 8 ? words[8] : null,
                      Long.parseLong(words[1]),
                      null,
                      via)),
              CrawlUrl.CookieEffect.valueOf(words[5]));
    }
    return via;
  }
}
