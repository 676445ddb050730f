package dev.spinneret.parse.html.scan;

import java.util.Arrays;

/// The names that count, each as a number of a few bits a character, so that a name in a page is
/// found without a string.
///
/// A reader shifts the codes of a name's octets together (a letter has the same code in either
/// case) and looks up the number. A name longer than [#maxChars()] is not in the table.
final class NameTable {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final int SIZE_BITS = 9;
  private static final int MASK = (1 << SIZE_BITS) - 1;

  /// The bits for a character of a tag's name.
  static final int TAG_BITS = 6;

  /// The bits for a character of an attribute's name.
  static final int ATTRIBUTE_BITS = 5;

  /// A code of an attribute's name that no name that counts has.
  static final long NO_CHARACTER = (1 << ATTRIBUTE_BITS) - 1;

  /// The code of each octet; 0 for those that end a name, all bits for those in no name that
  /// counts.
  final byte[] codes = new byte[256];

  private final int bits;
  private final long[] keys = new long[1 << SIZE_BITS];
  private final short[] indices = new short[1 << SIZE_BITS];

  private NameTable(int bits, String characters, String ends) {
    this.bits = bits;
    Arrays.fill(codes, (byte) ((1 << bits) - 1));
    for (var i = 0; i < characters.length(); i++) {
      var c = characters.charAt(i);
      codes[c] = (byte) (i + 1);
      codes[Character.toUpperCase(c)] = (byte) (i + 1);
    }
    for (var i = 0; i < ends.length(); i++) {
      codes[ends.charAt(i)] = 0;
    }
  }

  /// An empty table for tags: letters and digits; white space, `/` and `>` end a name.
  static NameTable ofTags() {
    return new NameTable(TAG_BITS, LETTERS + "0123456789", " \t\n\f\r/>");
  }

  /// An empty table for attributes: letters, `-` and `:`; white space, `/`, `>` and `=` end a name.
  static NameTable ofAttributes() {
    return new NameTable(ATTRIBUTE_BITS, LETTERS + "-:", " \t\n\f\r/>=");
  }

  /// How long a name of the table can be.
  int maxChars() {
    return 64 / bits;
  }

  /// Adds a name in lower case.
  void add(String name, int index) {
    if (name.length() > maxChars()) {
      throw new IllegalArgumentException(name + " is longer than " + maxChars());
    }
    var key = 0L;
    for (var i = 0; i < name.length(); i++) {
      key = (key << bits) | codes[name.charAt(i)];
    }
    var slot = slot(key);
    while (keys[slot] != 0) {
      slot = (slot + 1) & MASK;
    }
    keys[slot] = key;
    indices[slot] = (short) index;
  }

  private static int slot(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - SIZE_BITS));
  }

  /// The index that was added with a name.
  ///
  /// @param key the codes of the name's octets
  /// @return -1 when there is none
  int index(long key) {
    for (var slot = slot(key); ; slot = (slot + 1) & MASK) {
      var found = keys[slot];
      if (found == key) {
        return key == 0 ? -1 : indices[slot];
      }
      if (found == 0) {
        return -1;
      }
    }
  }
}
