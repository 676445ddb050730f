package dev.spinneret.parse.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The percent-encode sets of WHATWG URL §1.3, and encoding and decoding with them.
final class PercentEncoding {
  /// The C0 control percent-encode set.
  static final int C0_CONTROL = 1;

  /// The fragment percent-encode set.
  static final int FRAGMENT = 2;

  /// The query percent-encode set.
  static final int QUERY = 4;

  /// The special-query percent-encode set.
  static final int SPECIAL_QUERY = 8;

  /// The path percent-encode set.
  static final int PATH = 16;

  /// The userinfo percent-encode set.
  static final int USERINFO = 32;

  private static final byte[] SETS = sets();
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  private static byte[] sets() {
    var sets = new byte[128];
    var all = C0_CONTROL | FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO;
    for (var c = 0; c < 0x20; c++) {
      sets[c] = (byte) all;
    }
    sets[0x7F] = (byte) all;
    add(sets, " \"<>`", FRAGMENT);
    add(sets, " \"#<>", QUERY | SPECIAL_QUERY | PATH | USERINFO);
    add(sets, "'", SPECIAL_QUERY);
    add(sets, "?^`{}", PATH | USERINFO);
    add(sets, "/:;=@[\\]|", USERINFO);
    return sets;
  }

  private static void add(byte[] sets, String members, int set) {
    for (var i = 0; i < members.length(); i++) {
      sets[members.charAt(i)] |= (byte) set;
    }
  }

  /// Whether an ASCII character belongs to a set; false means that it stands for itself.
  static boolean encodes(int set, char ascii) {
    return (SETS[ascii] & set) != 0;
  }

  /// Appends `text[from, to)` as UTF-8 percent-encoded with a set; a lone surrogate becomes U+FFFD.
  static void append(StringBuilder out, String text, int from, int to, int set) {
    var plainFrom = from;
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (c < 0x80 && (SETS[c] & set) == 0) {
        continue;
      }
      out.append(text, plainFrom, i);
      if (c < 0x80) {
        appendByte(out, c);
      } else {
        i += appendUtf8(out, scalarAt(text, i, to)) - 1;
      }
      plainFrom = i + 1;
    }
    out.append(text, plainFrom, to);
  }

  /// The scalar value at `i`, U+FFFD for a lone surrogate.
  private static int scalarAt(String text, int i, int to) {
    var c = text.charAt(i);
    if (!Character.isSurrogate(c)) {
      return c;
    }
    if (Character.isHighSurrogate(c)
        && i + 1 < to
        && Character.isLowSurrogate(text.charAt(i + 1))) {
      return Character.toCodePoint(c, text.charAt(i + 1));
    }
    return 0xFFFD;
  }

  /// Appends the percent-encoded UTF-8 of a non-ASCII scalar value and returns how many chars it
  /// has.
  private static int appendUtf8(StringBuilder out, int scalar) {
    if (scalar < 0x800) {
      appendByte(out, 0xC0 | (scalar >> 6));
    } else {
      if (scalar < 0x10000) {
        appendByte(out, 0xE0 | (scalar >> 12));
      } else {
        appendByte(out, 0xF0 | (scalar >> 18));
        appendByte(out, 0x80 | ((scalar >> 12) & 0x3F));
      }
      appendByte(out, 0x80 | ((scalar >> 6) & 0x3F));
    }
    appendByte(out, 0x80 | (scalar & 0x3F));
    return Character.charCount(scalar);
  }

  /// Appends `%XX`.
  static void appendByte(StringBuilder out, int octet) {
    out.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
  }

  /// The value of an ASCII hex digit, or -1.
  static int hexValue(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    var lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /// The octet that `%XX` at `i` stands for, or -1 when there is no such triplet.
  static int octetAt(String text, int i, int to) {
    if (i + 2 >= to || text.charAt(i) != '%') {
      return -1;
    }
    var high = hexValue(text.charAt(i + 1));
    var low = hexValue(text.charAt(i + 2));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  /// Percent-decodes what is not ASCII and well-formed UTF-8, as the address bar of a browser shows
  /// it (RFC 3987 §3.2).
  static String decodeBeyondAscii(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); ) {
      var octets = new ByteArrayOutputStream();
      var end = i;
      for (var octet = octetAt(text, end, text.length()); octet >= 0x80; ) {
        octets.write(octet);
        end += 3;
        octet = octetAt(text, end, text.length());
      }
      if (end == i) {
        out.append(text.charAt(i++));
        continue;
      }
      try {
        out.append(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())));
      } catch (CharacterCodingException _) {
        out.append(text, i, end);
      }
      i = end;
    }
    return out.toString();
  }

  /// Percent-decodes and reads the octets as UTF-8, malformed ones as U+FFFD.
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    var length = 0;
    for (var i = 0; i < utf8.length; i++) {
      var octet = utf8[i];
      if (octet == '%' && i + 2 < utf8.length) {
        var high = hexValue((char) (utf8[i + 1] & 0xFF));
        var low = hexValue((char) (utf8[i + 2] & 0xFF));
        if (high >= 0 && low >= 0) {
          octet = (byte) ((high << 4) | low);
          i += 2;
        }
      }
      utf8[length++] = octet;
    }
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }
}
