package dev.spinneret.parse.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the encodings' names, labels and tables from the resources beside this class.
final class EncodingTable {
  private static final char UNDEFINED = '\uFFFD';

  private EncodingTable() {}

  /// Every encoding under each of its labels.
  static Map<String, TextEncoding> load() {
    var tables = new HashMap<String, char[]>();
    for (var line : lines("single-byte.txt")) {
      var fields = line.split(" ", -1);
      tables.put(fields[0], upperHalf(fields));
    }
    var byLabel = new HashMap<String, TextEncoding>();
    for (var line : lines("encodings.txt")) {
      var fields = line.split(" ", -1);
      var encoding = encoding(fields[0], fields[1], tables.get(fields[0]));
      for (var label : List.of(fields).subList(2, fields.length)) {
        byLabel.put(label, encoding);
      }
    }
    return Map.copyOf(byLabel);
  }

  private static TextEncoding encoding(String name, String jdkName, char @Nullable [] table) {
    if (table != null) {
      return singleByte(name, table);
    }
    return switch (name) {
      case "x-user-defined" -> singleByte(name, privateUse());
      case "replacement" ->
          new TextEncoding(name, (octets, from) -> from == octets.length ? "" : "\uFFFD", null);
      case "EUC-JP" -> {
        var eucJp = new EucJp();
        yield new TextEncoding(name, eucJp, eucJp);
      }
      case "GBK", "gb18030" ->
          new TextEncoding(
              name,
              MultiByte.of(name, Charset.forName(jdkName)),
              new CharsetQuery(name, Charset.forName(jdkName)));
      case "UTF-16BE" -> new TextEncoding(name, new Utf16(true), null);
      case "UTF-16LE" -> new TextEncoding(name, new Utf16(false), null);
      default -> ofJdk(name, Charset.forName(jdkName));
    };
  }

  private static TextEncoding ofJdk(String name, Charset charset) {
    if (isSingleByte(name)) {
      return singleByte(name, upperHalf(charset));
    }
    if (name.equals("UTF-8")) {
      return new TextEncoding(name, ofJdk(charset), null);
    }
    return new TextEncoding(
        name,
        name.equals("ISO-2022-JP") ? ofJdk(charset) : MultiByte.of(name, charset),
        new CharsetQuery(name, charset));
  }

  private static TextEncoding.Decoder ofJdk(Charset charset) {
    return (octets, from) -> new String(octets, from, octets.length - from, charset);
  }

  private static TextEncoding singleByte(String name, char[] upperHalf) {
    var encoding = new SingleByte(upperHalf);
    return new TextEncoding(name, encoding, encoding);
  }

  private static char[] privateUse() {
    var table = new char[128];
    for (var i = 0; i < 128; i++) {
      table[i] = (char) (0xF780 + i);
    }
    return table;
  }

  private static boolean isSingleByte(String name) {
    return name.startsWith("ISO-8859")
        || name.startsWith("windows")
        || name.startsWith("KOI8")
        || name.startsWith("IBM")
        || name.startsWith("mac")
        || name.startsWith("x-mac");
  }

  /// What the JDK's charset has, with the C1 controls where it has nothing.
  private static char[] upperHalf(Charset charset) {
    var table = new char[128];
    for (var i = 0; i < 128; i++) {
      var c = new String(new byte[] {(byte) (0x80 + i)}, charset).charAt(0);
      table[i] = c == UNDEFINED && i < 0x20 ? (char) (0x80 + i) : c;
    }
    return table;
  }

  /// What a line of the resource has: the name and 128 characters in hexadecimal.
  private static char[] upperHalf(String[] fields) {
    var table = new char[128];
    for (var i = 0; i < 128; i++) {
      table[i] = (char) Integer.parseInt(fields[i + 1], 16);
    }
    return table;
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
