package dev.spinneret.cli.record;

import dev.spinneret.fetch.coding.ZstdLibrary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the file of an output is compressed, chosen by the end of its name.
public enum Compression {
  /// Not at all.
  NONE("", 0, 0),
  /// gzip members (RFC 1952).
  GZIP(".gz", 9, 3),
  /// zstd frames (RFC 8878). Levels above 19 would need gigabytes of memory.
  ZSTD(".zst", 19, 1);

  private final String ending;
  private final int highestLevel;
  private final int usualLevel;

  Compression(String ending, int highestLevel, int usualLevel) {
    this.ending = ending;
    this.highestLevel = highestLevel;
    this.usualLevel = usualLevel;
  }

  /// The compression of a file.
  ///
  /// @return [#NONE] when the end of the name says nothing else
  public static Compression of(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(GZIP.ending) ? GZIP : lower.endsWith(ZSTD.ending) ? ZSTD : NONE;
  }

  /// A file's name without the suffix of its compression.
  ///
  /// @return such as `a.jsonl` for `a.jsonl.gz`
  static String stem(String name) {
    return name.substring(0, name.length() - of(name).ending.length());
  }

  /// Whether this machine can compress so.
  ///
  /// @return false if a native library is needed and does not load
  public boolean isAvailable() {
    return this != ZSTD || ZstdLibrary.isAvailable();
  }

  /// The highest level; 1 is the lowest.
  ///
  /// @return 0 for [#NONE]
  public int highestLevel() {
    return highestLevel;
  }

  /// The level where nobody chooses one: what a lower one saves in time costs more in size, or the
  /// other way round, see ARCHITECTURE.md.
  ///
  /// @return 0 for [#NONE]
  public int usualLevel() {
    return usualLevel;
  }

  /// Creates what compresses.
  ///
  /// @return null for [#NONE]
  @Nullable Compressor open(int level) {
    return switch (this) {
      case NONE -> null;
      case GZIP -> LibdeflateCompressor.open(level, new GzipCompressor(level));
      case ZSTD -> new ZstdCompressor(level);
    };
  }
}
