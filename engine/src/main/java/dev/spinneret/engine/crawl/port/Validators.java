package dev.spinneret.engine.crawl.port;

import dev.spinneret.parse.http.Headers;
import org.jspecify.annotations.Nullable;

/// What a server said to tell versions of a resource apart (RFC 9110 §8.8). It is sent back, octet
/// for octet, when the resource is requested again: a server that still has the same version then
/// answers 304 (Not Modified) without a body.
///
/// @param etag the ETag field, weak or strong, as it was received; null if there was none
/// @param lastModified the Last-Modified field as it was received; null if there was none
public record Validators(@Nullable String etag, @Nullable String lastModified) {
  /// A longer field is not kept: what identifies a version in so much text is no identifier.
  private static final int LONGEST = 500;

  /// Checks both.
  ///
  /// @throws IllegalArgumentException if there is neither, or one could not have been received
  public Validators {
    if (etag == null && lastModified == null) {
      throw new IllegalArgumentException("neither ETag nor Last-Modified");
    }
    if ((etag != null && !isUsable(etag)) || (lastModified != null && !isUsable(lastModified))) {
      throw new IllegalArgumentException(
          "a validator has 1 to %d characters of a field value".formatted(LONGEST));
    }
  }

  /// The validators of a reply.
  ///
  /// @param headers its header fields
  /// @return null if it has none that can be sent back
  public static @Nullable Validators of(Headers headers) {
    var etag = usable(headers.first("ETag"));
    var lastModified = usable(headers.first("Last-Modified"));
    return etag == null && lastModified == null ? null : new Validators(etag, lastModified);
  }

  private static @Nullable String usable(@Nullable String value) {
    return value == null || !isUsable(value) ? null : value;
  }

  private static boolean isUsable(String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c == 127 || c > 255)) {
        return false;
      }
    }
    return true;
  }
}
