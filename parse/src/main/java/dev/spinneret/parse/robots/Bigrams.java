package dev.spinneret.parse.robots;

/// A set of 64 classes of two neighbouring octets, as the bits of a long.
///
/// A text that contains a literal has all the literal's pairs. So a path whose bits lack one of a
/// pattern's cannot match it, which is known without a search.
final class Bigrams {
  /// The set that nothing is missing from.
  static final long ALL = -1;

  private Bigrams() {}

  static long of(String text) {
    long set = 0;
    for (int i = 1; i < text.length(); i++) {
      // A shift counts modulo 64. 37 keeps "ab" and "ba" apart.
      set |= 1L << (text.charAt(i - 1) * 37 + text.charAt(i));
    }
    return set;
  }
}
