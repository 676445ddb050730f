package dev.spinneret.parse.html;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// The scanner and jsoup read a page differently: an error of ours, with the page that shows it.
public final class ParserDifferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient byte[] body;

  /// Creates the exception.
  ///
  /// @param url the page's own URL
  /// @param type its media type; null when that is not known
  /// @param body the page; not changed, not copied
  public ParserDifferenceException(WebUrl url, @Nullable ContentType type, byte[] body) {
    super(
        "the scanner and jsoup differ on %s (%s)"
            .formatted(url, type == null ? "no Content-Type" : type.essence()));
    this.body = body;
  }

  /// The page on which they differ.
  ///
  /// @return its octets, not a copy
  public byte[] body() {
    return body;
  }
}
