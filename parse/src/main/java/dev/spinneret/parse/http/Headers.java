package dev.spinneret.parse.http;

import dev.spinneret.parse.url.WebUrl;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header fields in the order received; names compare without case (RFC 9110 §5.1).
///
/// They are kept as the bytes received, one field after the other, and become strings when they are
/// read: of a page's dozen fields, a crawl reads two or three.
public final class Headers {
  /// No fields at all.
  public static final Headers EMPTY = new Headers(List.of());

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// Names and values with nothing between them.
  private final byte[] text;

  /// For each field, where its name ends in the text, and where its value does.
  private final int[] ends;

  private @Nullable List<Field> fields;

  /// Creates the header fields of a message.
  ///
  /// @param fields in order; copied
  public Headers(List<Field> fields) {
    var bytes = new ByteArrayOutputStream();
    ends = new int[2 * fields.size()];
    var at = 0;
    for (var field : fields) {
      bytes.writeBytes(field.name().getBytes(StandardCharsets.UTF_8));
      ends[at++] = bytes.size();
      bytes.writeBytes(field.value().getBytes(StandardCharsets.UTF_8));
      ends[at++] = bytes.size();
    }
    text = bytes.toByteArray();
    this.fields = List.copyOf(fields);
  }

  private Headers(byte[] text, int[] ends) {
    this.text = text;
    this.ends = ends;
  }

  /// Creates the header fields of a message from the bytes received.
  ///
  /// @param text names and values with nothing between them; not copied, so it must not be changed
  /// @param ends for each field, where its name ends in `text` and where its value does; not copied
  /// @return the fields
  public static Headers of(byte[] text, int[] ends) {
    return new Headers(text, ends);
  }

  /// One field line.
  ///
  /// @param name as sent
  /// @param value without surrounding white space
  public record Field(String name, String value) {}

  /// All fields.
  ///
  /// @return in the order received, unmodifiable
  public List<Field> fields() {
    var known = fields;
    if (known == null) {
      var all = new ArrayList<Field>(ends.length / 2);
      for (var i = 0; i < ends.length; i += 2) {
        all.add(new Field(string(start(i), ends[i]), string(ends[i], ends[i + 1])));
      }
      known = List.copyOf(all);
      fields = known;
    }
    return known;
  }

  /// Whether a text can be the name of a field (RFC 9110 §5.1).
  ///
  /// @param text any text
  /// @return false when no message can hold such a field
  public static boolean isName(String text) {
    return HttpSyntax.isToken(text);
  }

  /// The value of the first field of that name.
  ///
  /// @param name in any case
  /// @return null when there is none
  public @Nullable String first(String name) {
    var at = find(name, 0);
    return at < 0 ? null : string(ends[at], ends[at + 1]);
  }

  /// The value of the first field of that name as a reference to a URL. Octets that are not UTF-8
  /// are percent-encoded as received, as browsers and curl do, because only the server knows what
  /// they mean.
  ///
  /// @param name in any case
  /// @return null when there is none
  public @Nullable String firstReference(String name) {
    var at = find(name, 0);
    if (at < 0) {
      return null;
    }
    var from = ends[at];
    var to = ends[at + 1];
    return isAscii(from, to) || utf8(from, to) != null ? string(from, to) : escaped(from, to);
  }

  /// Where the first `Location` field leads (RFC 9110 §10.2.2).
  ///
  /// @param base the URL that was requested
  /// @return null when there is no such field, or it is no http or https URL
  public @Nullable WebUrl location(WebUrl base) {
    var reference = firstReference("Location");
    return reference == null ? null : WebUrl.parse(reference, base);
  }

  private String escaped(int from, int to) {
    var escaped = new StringBuilder();
    for (var i = from; i < to; i++) {
      if (text[i] < 0) {
        escaped.append('%').append(HEX.toHexDigits(text[i]));
      } else {
        escaped.append((char) text[i]);
      }
    }
    return escaped.toString();
  }

  /// The values of all fields of that name in octets, for values that are sent back as received.
  ///
  /// @param name in any case
  /// @return in order, each octet a character up to 255; unmodifiable; empty when there is none
  public List<String> allOctets(String name) {
    var values = new ArrayList<String>();
    for (var at = find(name, 0); at >= 0; at = find(name, at + 2)) {
      values.add(octets(ends[at], ends[at + 1]));
    }
    return List.copyOf(values);
  }

  /// The values of all fields of that name.
  ///
  /// @param name in any case
  /// @return in order, unmodifiable; empty when there is none
  public List<String> all(String name) {
    var at = find(name, 0);
    if (at < 0) {
      return List.of();
    }
    var value = string(ends[at], ends[at + 1]);
    at = find(name, at + 2);
    if (at < 0) {
      return List.of(value);
    }
    var values = new ArrayList<String>();
    values.add(value);
    for (; at >= 0; at = find(name, at + 2)) {
      values.add(string(ends[at], ends[at + 1]));
    }
    return List.copyOf(values);
  }

  /// The next field of that name: an index into the ends, or -1.
  private int find(String name, int from) {
    var length = name.length();
    for (var i = from; i < ends.length; i += 2) {
      var start = start(i);
      if (ends[i] - start == length && matches(name, start)) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(String name, int start) {
    for (var i = 0; i < name.length(); i++) {
      if (lower(name.charAt(i)) != lower(text[start + i])) {
        return false;
      }
    }
    return true;
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
  }

  /// RFC 9110 §5.5: octets above 127 are opaque; servers send UTF-8 there, mostly in Location, so
  /// valid UTF-8 is decoded as such.
  private String string(int from, int to) {
    var utf8 = isAscii(from, to) ? null : utf8(from, to);
    return utf8 == null ? octets(from, to) : utf8;
  }

  /// ISO-8859-1 keeps every octet.
  private String octets(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private boolean isAscii(int from, int to) {
    for (var i = from; i < to; i++) {
      if (text[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /// The text that octets are in UTF-8; null when they are not UTF-8.
  private @Nullable String utf8(int from, int to) {
    try {
      var utf8 = StandardCharsets.UTF_8.newDecoder();
      return utf8.decode(ByteBuffer.wrap(text, from, to - from)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }
}
