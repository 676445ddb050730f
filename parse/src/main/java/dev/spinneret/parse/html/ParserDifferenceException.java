package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// The scanner gave another answer than jsoup: an error of ours, with the page that shows it.
public final class ParserDifferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient byte[] body;

  /// Creates the exception.
  ///
  /// @param url the page's own URL
  /// @param contentType the Content-Type header's value; null when there was none
  /// @param body the page; not changed, not copied
  public ParserDifferenceException(WebUrl url, @Nullable String contentType, byte[] body) {
    super(
        "the scanner and jsoup differ on %s (%s)"
            .formatted(url, contentType == null ? "no Content-Type" : contentType));
    this.body = body;
  }

  /// The page on which they differ.
  ///
  /// @return its octets, not a copy
  public byte[] body() {
    return body;
  }
}
