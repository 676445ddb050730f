package dev.spinneret.parse.octets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A byte order mark, which names the encoding of the text behind it (Unicode §23.8).
public enum ByteOrderMark {
  /// Of UTF-8.
  UTF_8(3, 0xEFBBBF),
  /// Of UTF-16, the high octet first.
  UTF_16BE(2, 0xFEFF),
  /// Of UTF-16, the low octet first.
  UTF_16LE(2, 0xFFFE);

  private static final List<ByteOrderMark> ALL = List.of(values());

  private final int length;
  private final int octets;

  /// @param octets the first one in the highest bits
  ByteOrderMark(int length, int octets) {
    this.length = length;
    this.octets = octets;
  }

  /// The mark at the beginning of a text.
  ///
  /// @param text in octets; not changed
  /// @return null if there is none
  public static @Nullable ByteOrderMark of(byte[] text) {
    for (var mark : ALL) {
      if (mark.begins(text)) {
        return mark;
      }
    }
    return null;
  }

  /// How many octets it takes.
  ///
  /// @return 2 or 3
  public int length() {
    return length;
  }

  private boolean begins(byte[] text) {
    if (text.length < length) {
      return false;
    }
    int start = 0;
    for (int i = 0; i < length; i++) {
      start = start << 8 | (text[i] & 0xFF);
    }
    return start == octets;
  }
}
