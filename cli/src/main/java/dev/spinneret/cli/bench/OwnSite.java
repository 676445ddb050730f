package dev.spinneret.cli.bench;

import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import org.jspecify.annotations.Nullable;

/// A site of the user's own that a benchmark may load, instead of the sample web.
public final class OwnSite {
  /// The site.
  public static final Flag<String> URL =
      Flag.argument(
          "URL",
          Kind.TEXT,
          "A site of your own instead of the sample site; requires --i-own-this-host.");

  /// Whether the load is welcome.
  public static final Flag<Boolean> OWNED =
      Flag.on("--i-own-this-host", "Confirms that you may put this load on URL.");

  private OwnSite() {}

  /// The site, when the load is welcome.
  ///
  /// @return null for the sample web
  /// @throws UsageException if nobody said so, or there is no such site
  public static @Nullable String checked(Values typed) {
    var url = typed.find(URL);
    if (url != null) {
      Seeds.url(url);
      if (!typed.has(OWNED)) {
        throw new UsageException(
            "%s: a benchmark is a heavy load; if the host is yours, add --i-own-this-host"
                .formatted(Masks.url(url)));
      }
    } else if (typed.has(OWNED)) {
      throw new UsageException("--i-own-this-host needs a URL");
    }
    return url;
  }
}
