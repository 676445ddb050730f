package dev.spinneret.fetch.options;

import java.time.Duration;

/// Checks of the values of options.
final class Allowed {
  private Allowed() {}

  static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + "; above 0 is allowed");
    }
  }

  static void atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " is " + value + "; at least " + least + " is allowed");
    }
  }
}
