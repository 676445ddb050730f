package dev.spinneret.fetch.options;

/// How much of a reply is read, and what is kept of it.
///
/// @param maxBodyBytes decoded bytes after which a body is cut and the reply marked as truncated
/// @param keepRaw whether replies also keep the bytes as received, for archives, which takes as
///   much memory again as the body
/// @param maxHeaderBytes bytes of the heads of one reply, interim replies and trailers included; at
///   least 64
/// @param maxHeaderCount fields of one head, at least 1
public record ReplyOptions(
    int maxBodyBytes, boolean keepRaw, int maxHeaderBytes, int maxHeaderCount) {
  /// Bodies of 16 MiB, heads of 256 KiB, as in Chrome, and 2,000 fields, as in nodejs.
  public static final ReplyOptions DEFAULT = new ReplyOptions(16 << 20, false, 256 * 1024, 2_000);

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if one is not allowed
  public ReplyOptions {
    Allowed.atLeast(0, "maxBodyBytes", maxBodyBytes);
    Allowed.atLeast(64, "maxHeaderBytes", maxHeaderBytes);
    Allowed.atLeast(1, "maxHeaderCount", maxHeaderCount);
  }

  /// The same options with another limit for bodies.
  ///
  /// @param newMaxBodyBytes decoded bytes
  /// @return a copy
  public ReplyOptions withMaxBodyBytes(int newMaxBodyBytes) {
    return new ReplyOptions(newMaxBodyBytes, keepRaw, maxHeaderBytes, maxHeaderCount);
  }

  /// The same options with or without the bytes as received.
  ///
  /// @param newKeepRaw whether replies keep them
  /// @return a copy
  public ReplyOptions withKeepRaw(boolean newKeepRaw) {
    return new ReplyOptions(maxBodyBytes, newKeepRaw, maxHeaderBytes, maxHeaderCount);
  }

  /// The same options with another limit for heads.
  ///
  /// @param newMaxHeaderBytes bytes of the heads of one reply
  /// @return a copy
  public ReplyOptions withMaxHeaderBytes(int newMaxHeaderBytes) {
    return new ReplyOptions(maxBodyBytes, keepRaw, newMaxHeaderBytes, maxHeaderCount);
  }

  /// The same options with another number of fields.
  ///
  /// @param newMaxHeaderCount fields of one head
  /// @return a copy
  public ReplyOptions withMaxHeaderCount(int newMaxHeaderCount) {
    return new ReplyOptions(maxBodyBytes, keepRaw, maxHeaderBytes, newMaxHeaderCount);
  }
}
