package dev.spinneret.cli.bench;

/// A median over the rounds with its interval: of one engine's figure, or of how many times as much
/// one engine needs or does as another.
///
/// @param median over the rounds
/// @param low lower end of the 95 % interval
/// @param high upper end
record Ratio(double median, double low, double high) {
  /// Whether the interval leaves open which of the two is larger.
  boolean isOpen() {
    return low <= 1 && high >= 1;
  }
}
