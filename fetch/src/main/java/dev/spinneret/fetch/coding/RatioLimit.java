package dev.spinneret.fetch.coding;

import dev.spinneret.engine.crawl.port.FailureCause;

/// How much more than it received a chain of decoders may produce. Every decoder of the chain is
/// held to it, so that a bomb in a bomb ends in its first layer.
final class RatioLimit {
  /// Below this size nothing is a bomb: small pages of spaces compress a thousandfold.
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
