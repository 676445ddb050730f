package dev.spinneret.cli.record;

import java.util.concurrent.TimeUnit;

/// How the writes to an output become the bytes of its target.
///
/// @param compression what is done to them
/// @param level of the compression; see [Compression#highestLevel]
/// @param eachWrite whether each write is compressed by itself, so that a reader can begin at any;
///   otherwise as many as come together are one gzip member or zstd frame
public record Packing(Compression compression, int level, boolean eachWrite) {
  /// The bytes as they are.
  public static final Packing NONE = new Packing(Compression.NONE, 0, false);

  /// Short enough for a person who watches.
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// Few records compress badly, and nobody watches a compressed file.
  private static final long LONG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// How long the first bytes of a write may wait for more.
  long pauseNanos() {
    return compression == Compression.NONE || eachWrite ? PAUSE_NANOS : LONG_PAUSE_NANOS;
  }
}
