package dev.spinneret.parse.html;

import dev.spinneret.parse.url.QueryEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An encoding of the WHATWG Encoding standard, found by label.
///
/// The standard's names map to the JDK's charsets; where a single-byte one differs (the standard
/// leaves no octet from 0x80 to 0x9F undefined) or is missing, a table of 128 characters decodes.
final class TextEncoding {
  private static final Map<String, TextEncoding> BY_LABEL = EncodingTable.load();

  /// UTF-8.
  static final TextEncoding UTF_8 = required("utf-8");

  /// The default for the web's old pages.
  static final TextEncoding WINDOWS_1252 = required("windows-1252");

  /// UTF-16, least significant octet first.
  static final TextEncoding UTF_16LE = required("utf-16le");

  /// UTF-16, most significant octet first.
  static final TextEncoding UTF_16BE = required("utf-16be");

  private final String name;

  /// Null for replacement and for a single-byte encoding with a table.
  private final @Nullable Charset charset;

  /// The characters of the octets from 0x80 on; null when the charset decodes.
  private final char @Nullable [] upperHalf;

  TextEncoding(String name, @Nullable Charset charset, char @Nullable [] upperHalf) {
    this.name = name;
    this.charset = charset;
    this.upperHalf = upperHalf;
  }

  private static TextEncoding required(String label) {
    var encoding = BY_LABEL.get(label);
    if (encoding == null) {
      throw new IllegalStateException("no encoding has the label " + label);
    }
    return encoding;
  }

  /// Gets an encoding from a label (WHATWG Encoding §4.2).
  ///
  /// @return null when no encoding has that label
  static @Nullable TextEncoding forLabel(String label) {
    return BY_LABEL.get(label.strip().toLowerCase(Locale.ROOT));
  }

  String name() {
    return name;
  }

  boolean isUtf16() {
    return this == UTF_16LE || this == UTF_16BE;
  }

  /// Decodes the octets from an index on; malformed ones become U+FFFD.
  String decode(byte[] octets, int from) {
    var length = octets.length - from;
    if (upperHalf != null) {
      return decodeSingleByte(octets, from, upperHalf);
    }
    if (charset == null) {
      return length == 0 ? "" : "\uFFFD";
    }
    return new String(octets, from, length, charset);
  }

  private static String decodeSingleByte(byte[] octets, int from, char[] upperHalf) {
    var ascii = true;
    for (var i = from; i < octets.length; i++) {
      if (octets[i] < 0) {
        ascii = false;
        break;
      }
    }
    if (ascii) {
      return new String(octets, from, octets.length - from, StandardCharsets.ISO_8859_1);
    }
    var chars = new char[octets.length - from];
    for (var i = 0; i < chars.length; i++) {
      var octet = octets[from + i];
      chars[i] = octet >= 0 ? (char) octet : upperHalf[octet & 0x7F];
    }
    return new String(chars);
  }

  /// How the queries of links in a page of this encoding become ASCII.
  ///
  /// @return null for UTF-8, and for those encodings whose output encoding is UTF-8
  @Nullable QueryEncoding queryEncoding() {
    if (this == UTF_8 || isUtf16()) {
      return null;
    }
    if (upperHalf != null) {
      return new SingleByteQuery(upperHalf);
    }
    return charset == null ? null : new CharsetQuery(charset, name.equals("GBK"));
  }
}
