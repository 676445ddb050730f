package dev.spinneret.parse.text;

import dev.spinneret.parse.url.QueryEncoding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An encoding of the WHATWG Encoding standard, found by label.
///
/// The standard's names map to the JDK's charsets; where those differ or are missing, classes and
/// tables of our own decode. What an encoding needs is made when it first decodes or encodes: most
/// crawls meet one or two of the forty.
public final class TextEncoding {
  /// Turns octets into text.
  @FunctionalInterface
  interface Decoder {
    /// Decodes the octets from an index on; malformed ones become U+FFFD.
    String decode(byte[] octets, int from);
  }

  /// Both directions of an encoding.
  ///
  /// @param decoder turns octets into text
  /// @param query makes the queries of links ASCII; null where UTF-8 is used
  record Codec(Decoder decoder, @Nullable QueryEncoding query) {}

  /// UTF-8.
  public static final TextEncoding UTF_8 = new TextEncoding("UTF-8", "UTF-8");

  /// The default for pages that do not name their encoding.
  public static final TextEncoding WINDOWS_1252 = new TextEncoding("windows-1252", "windows-1252");

  /// UTF-16, least significant octet first.
  public static final TextEncoding UTF_16LE = new TextEncoding("UTF-16LE", "UTF-16LE");

  /// UTF-16, most significant octet first.
  public static final TextEncoding UTF_16BE = new TextEncoding("UTF-16BE", "UTF-16BE");

  private static final List<TextEncoding> CONSTANTS =
      List.of(UTF_8, WINDOWS_1252, UTF_16LE, UTF_16BE);

  /// Every encoding under each of its labels, read when first needed.
  private static final class Labels {
    static final Map<String, TextEncoding> TABLE = EncodingTable.byLabel();

    private Labels() {}
  }

  private final String name;
  private final String jdkName;
  private final boolean keepsAscii;

  /// Null until it is needed. Two threads may each create one: they are equivalent.
  private volatile @Nullable Codec codec;

  private TextEncoding(String name, String jdkName) {
    this.name = name;
    this.jdkName = jdkName;
    this.keepsAscii = name.equals("UTF-8") || EncodingTable.isSingleByte(name);
  }

  /// The encoding of a name in the standard, one object for those that are constants here.
  ///
  /// @param jdkName the JDK's name for it; "-" when the JDK has none
  static TextEncoding of(String name, String jdkName) {
    for (var constant : CONSTANTS) {
      if (constant.name.equals(name)) {
        return constant;
      }
    }
    return new TextEncoding(name, jdkName);
  }

  /// Gets an encoding from a label (WHATWG Encoding §4.2).
  ///
  /// @param label such as `utf8` or `latin1`, in any case
  /// @return the encoding; null when none has that label
  public static @Nullable TextEncoding forLabel(String label) {
    var normal = label.strip().toLowerCase(Locale.ROOT);
    return normal.equals("utf-8") ? UTF_8 : Labels.TABLE.get(normal);
  }

  /// The name in the standard.
  ///
  /// @return such as `UTF-8` or `windows-1252`
  public String name() {
    return name;
  }

  boolean isUtf16() {
    return this == UTF_16LE || this == UTF_16BE;
  }

  /// Decodes the octets from an index on; malformed ones become U+FFFD.
  ///
  /// @param octets not changed
  /// @param from where the text begins
  /// @return the text up to the end of the octets
  public String decode(byte[] octets, int from) {
    return codec().decoder.decode(octets, from);
  }

  /// Whether every octet below 0x80 is the ASCII character, wherever it stands, and no other octet
  /// becomes one.
  ///
  /// @return true for UTF-8 and the single-byte encodings
  public boolean keepsAscii() {
    return keepsAscii;
  }

  /// How the queries of links in a page of this encoding become ASCII.
  ///
  /// @return null for UTF-8, and for those encodings whose output encoding is UTF-8
  public @Nullable QueryEncoding queryEncoding() {
    return codec().query;
  }

  private Codec codec() {
    var made = codec;
    if (made == null) {
      made = EncodingTable.codec(name, jdkName);
      codec = made;
    }
    return made;
  }
}
