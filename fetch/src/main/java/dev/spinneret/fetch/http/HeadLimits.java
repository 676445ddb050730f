package dev.spinneret.fetch.http;

/// How large the parts of a reply that are not its body may be.
///
/// @param maxHeadBytes bytes of all status lines and field lines of one reply together, interim
///   replies and trailers included; the extensions of its chunks count apart, to the same limit
/// @param maxFieldCount field lines of one head
public record HeadLimits(int maxHeadBytes, int maxFieldCount) {

  /// Chrome reads 256 KiB of head, nodejs 2,000 fields.
  public static final HeadLimits DEFAULT = new HeadLimits(256 * 1024, 2_000);

  /// Checks the limits.
  ///
  /// @throws IllegalArgumentException if a limit is below 64 bytes or 1 field
  public HeadLimits {
    if (maxHeadBytes < 64) {
      throw new IllegalArgumentException("maxHeadBytes is " + maxHeadBytes + "; at least 64");
    }
    if (maxFieldCount < 1) {
      throw new IllegalArgumentException("maxFieldCount is " + maxFieldCount + "; at least 1");
    }
  }
}
