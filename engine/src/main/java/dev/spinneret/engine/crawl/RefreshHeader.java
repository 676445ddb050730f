package dev.spinneret.engine.crawl;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// The Refresh header: no standard's, but read by every browser as the meta element of that name
/// (WHATWG HTML §7.4.5, "process the Refresh header").
final class RefreshHeader {
  private RefreshHeader() {}

  /// Where a reply says to go on to.
  ///
  /// @param reply any reply
  /// @param url what was asked for
  /// @return null when there is no such header, or only a time in it
  static @Nullable WebUrl target(Reply reply, WebUrl url) {
    var value = reply.headers().first("Refresh");
    if (value == null) {
      return null;
    }
    int end = 0;
    while (end < value.length() && value.charAt(end) != ';' && value.charAt(end) != ',') {
      end++;
    }
    var rest = end == value.length() ? "" : value.substring(end + 1).strip();
    if (rest.regionMatches(true, 0, "url", 0, 3) && rest.substring(3).strip().startsWith("=")) {
      rest = rest.substring(rest.indexOf('=') + 1).strip();
    }
    if (rest.startsWith("\"") || rest.startsWith("'")) {
      int quote = rest.indexOf(rest.charAt(0), 1);
      rest = rest.substring(1, quote < 0 ? rest.length() : quote);
    }
    return rest.isEmpty() ? null : WebUrl.parse(rest, url);
  }
}
