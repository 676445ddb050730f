package dev.spinneret.parse.html;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.CharsetSniffer;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a page's bytes: encoding, links and what the page says to robots.
///
/// jsoup defines what a page says. A scanner over the octets tries first: it builds no tree, gives
/// the same answer at a fraction of the cost, and leaves to jsoup every page of which it is not
/// certain.
///
/// A pure function, safe on any thread. Any bytes give an answer; the time is linear in their
/// number except for building the HTML tree, which jsoup bounds by limits of its own.
public final class PageParser {
  private PageParser() {}

  /// Parses a page.
  ///
  /// @param body the body after content codings, in whatever encoding; not changed
  /// @param contentType the Content-Type header's value; null when there is none
  /// @param url the page's own URL, after redirects
  /// @return what the page says
  public static Page parse(byte[] body, @Nullable String contentType, WebUrl url) {
    return PageReader.DEFAULT.read(body, typeOf(contentType), url).page();
  }

  /// Determines a page's encoding by byte order mark, header and meta prescan, without parsing it.
  ///
  /// @param body the body after content codings; not changed
  /// @param contentType the Content-Type header's value; null when there is none
  /// @return the encoding's name in the WHATWG Encoding standard
  public static String charset(byte[] body, @Nullable String contentType) {
    return CharsetSniffer.sniff(body, typeOf(contentType)).encoding().name();
  }

  private static @Nullable ContentType typeOf(@Nullable String contentType) {
    return contentType == null ? null : ContentType.extract(List.of(contentType));
  }
}
