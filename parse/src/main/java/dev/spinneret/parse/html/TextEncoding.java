package dev.spinneret.parse.html;

import dev.spinneret.parse.url.QueryEncoding;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An encoding of the WHATWG Encoding standard, found by label.
///
/// The standard's names map to the JDK's charsets; where those differ or are missing, classes and
/// tables of our own decode.
final class TextEncoding {
  /// Turns octets into text.
  @FunctionalInterface
  interface Decoder {
    /// Decodes the octets from an index on; malformed ones become U+FFFD.
    String decode(byte[] octets, int from);
  }

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
  private final Decoder decoder;
  private final @Nullable QueryEncoding queryEncoding;

  TextEncoding(String name, Decoder decoder, @Nullable QueryEncoding queryEncoding) {
    this.name = name;
    this.decoder = decoder;
    this.queryEncoding = queryEncoding;
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
    return decoder.decode(octets, from);
  }

  /// Whether every octet below 0x80 is the ASCII character, wherever it stands, and no other octet
  /// becomes one.
  boolean keepsAscii() {
    return this == UTF_8 || decoder instanceof SingleByte;
  }

  /// How the queries of links in a page of this encoding become ASCII.
  ///
  /// @return null for UTF-8, and for those encodings whose output encoding is UTF-8
  @Nullable QueryEncoding queryEncoding() {
    return queryEncoding;
  }
}
