package dev.spinneret.fetch.coding;

import dev.spinneret.engine.crawl.port.FailureCause;

/// The largest expansion that a chain of decoders may produce. It applies to every decoder of the
/// chain, so a nested bomb is stopped in its first layer.
final class RatioLimit {
  /// Output below this size is never a bomb: small pages of spaces compress a thousandfold.
  static final long FREE_BYTES = 4L << 20;

  private final int maxRatio;
  private long wireBytes;

  RatioLimit(int maxRatio) {
    this.maxRatio = maxRatio;
  }

  void received(int count) {
    wireBytes += count;
  }

  void check(long producedBytes) throws CodingException {
    if (producedBytes > FREE_BYTES && producedBytes / maxRatio > wireBytes) {
      throw new CodingException(
          FailureCause.DECOMPRESSION_BOMB,
          "%d bytes became more than %d, beyond %d : 1"
              .formatted(wireBytes, producedBytes, maxRatio));
    }
  }
}
