package dev.spinneret.parse.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the encodings' names, labels and tables from the resources beside this class.
final class EncodingTable {
  private static final char UNDEFINED = '\uFFFD';

  private EncodingTable() {}

  /// Every encoding under each of its labels.
  static Map<String, TextEncoding> byLabel() {
    var byLabel = new HashMap<String, TextEncoding>();
    for (var line : lines("encodings.txt")) {
      var fields = line.split(" ", -1);
      var encoding = TextEncoding.of(fields[0], fields[1]);
      for (var label : List.of(fields).subList(2, fields.length)) {
        byLabel.put(label, encoding);
      }
    }
    return Map.copyOf(byLabel);
  }

  /// Whether an encoding has one octet per character.
  static boolean isSingleByte(String name) {
    return name.startsWith("ISO-8859")
        || name.startsWith("windows")
        || name.startsWith("KOI8")
        || name.startsWith("IBM")
        || name.startsWith("mac")
        || name.startsWith("x-mac")
        || name.equals("x-user-defined");
  }

  /// What decodes and encodes.
  ///
  /// @param name the encoding's name in the standard
  /// @param jdkName the JDK's charset; "-" when it has none
  static TextEncoding.Codec codec(String name, String jdkName) {
    if (isSingleByte(name)) {
      var encoding = new SingleByte(upperHalf(name, jdkName));
      return new TextEncoding.Codec(encoding, encoding);
    }
    return switch (name) {
      case "UTF-8" -> new TextEncoding.Codec(ofJdk(StandardCharsets.UTF_8), null);
      case "UTF-16BE" -> new TextEncoding.Codec(new Utf16(true), null);
      case "UTF-16LE" -> new TextEncoding.Codec(new Utf16(false), null);
      case "replacement" ->
          new TextEncoding.Codec((octets, from) -> from == octets.length ? "" : "\uFFFD", null);
      case "EUC-JP" -> {
        var eucJp = new EucJp();
        yield new TextEncoding.Codec(eucJp, eucJp);
      }
      default -> {
        var charset = Charset.forName(jdkName);
        yield new TextEncoding.Codec(
            name.equals("ISO-2022-JP") ? ofJdk(charset) : MultiByte.of(name, charset),
            new CharsetQuery(name, charset));
      }
    };
  }

  private static TextEncoding.Decoder ofJdk(Charset charset) {
    return (octets, from) -> new String(octets, from, octets.length - from, charset);
  }

  private static char[] upperHalf(String name, String jdkName) {
    if (!jdkName.equals("-")) {
      return upperHalf(Charset.forName(jdkName));
    }
    return name.equals("x-user-defined") ? privateUse() : listed(name);
  }

  private static char[] privateUse() {
    var table = new char[128];
    for (var i = 0; i < 128; i++) {
      table[i] = (char) (0xF780 + i);
    }
    return table;
  }

  /// The JDK's charset, with the C1 controls where it is undefined.
  private static char[] upperHalf(Charset charset) {
    var table = new char[128];
    for (var i = 0; i < 128; i++) {
      var c = new String(new byte[] {(byte) (0x80 + i)}, charset).charAt(0);
      table[i] = c == UNDEFINED && i < 0x20 ? (char) (0x80 + i) : c;
    }
    return table;
  }

  /// The resource: a line with the name and 128 characters in hexadecimal.
  private static char[] listed(String name) {
    for (var line : lines("single-byte.txt")) {
      var fields = line.split(" ", -1);
      if (fields[0].equals(name)) {
        var table = new char[128];
        for (var i = 0; i < 128; i++) {
          table[i] = (char) Integer.parseInt(fields[i + 1], 16);
        }
        return table;
      }
    }
    throw new IllegalStateException("no table for " + name);
  }

  private static List<String> lines(String resource) {
    try (var in = EncodingTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
