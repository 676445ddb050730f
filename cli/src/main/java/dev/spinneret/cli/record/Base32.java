package dev.spinneret.cli.record;

/// Octets as text in Base32 (RFC 4648 §6), as archives write digests.
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  private Base32() {}

  /// The text of octets whose number is a multiple of five, which needs no padding.
  static String text(byte[] octets) {
    if (octets.length % BITS != 0) {
      throw new IllegalArgumentException(octets.length + " octets: a multiple of 5");
    }
    var text = new char[octets.length / BITS * Byte.SIZE];
    for (var i = 0; i < text.length; i++) {
      var bit = i * BITS;
      var at = bit / Byte.SIZE;
      var next = at + 1 < octets.length ? octets[at + 1] & 0xff : 0;
      var two = (octets[at] & 0xff) << Byte.SIZE | next;
      text[i] = ALPHABET.charAt(two >> (2 * Byte.SIZE - BITS - bit % Byte.SIZE) & MASK);
    }
    return String.valueOf(text);
  }
}
