package dev.spinneret.samples.site;

/// Numbers that look random and are a pure function of what they are asked for: the finishing step
/// of SplitMix64 over a seed, a subject and a purpose.
final class Mix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  static long of(long seed, long subject, long purpose) {
    return finish(finish(seed + GOLDEN * purpose) + GOLDEN * subject);
  }

  /// A number from 0 to less than 1.
  static double unit(long mixed) {
    return (mixed >>> 11) * 0x1.0p-53;
  }

  /// A number from 0 to less than `bound`.
  static int below(long mixed, int bound) {
    return (int) (((mixed >>> 33) * bound) >>> 31);
  }

  private static long finish(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
