package dev.spinneret.fetch.http;

import dev.spinneret.parse.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the head of a request without a body (RFC 9112 §3, RFC 1945 §5).
///
/// The fields that every request shares are encoded once. A CR, LF or NUL in any part is refused,
/// so that no URL or option can smuggle in a second request. Immutable and thread-safe.
public final class RequestWriter {
  private static final byte[] V10_HOST = ascii(" HTTP/1.0\r\nHost: ");
  private static final byte[] V11_HOST = ascii(" HTTP/1.1\r\nHost: ");
  private static final byte[] LINE_END = ascii("\r\n");

  private final byte[] shared;

  /// Prepares the shared fields.
  ///
  /// @param fields sent with every request, in this order, after Host
  /// @throws IllegalArgumentException if a name is not a token (RFC 9110 §5.1) or a value contains
  ///   CR, LF or NUL (§5.5)
  public RequestWriter(List<Headers.Field> fields) {
    var text = new StringBuilder();
    for (var field : fields) {
      append(text, field);
    }
    shared = text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The maximum number of bytes that [#write] writes.
  ///
  /// @param method such as `GET`
  /// @param target the request target
  /// @param authority the Host field's value
  /// @param more further fields, each with its line end
  /// @return bytes
  public int sizeBytes(String method, String target, String authority, byte[] more) {
    return method.length()
        + 1
        + target.length()
        + V11_HOST.length
        + authority.length()
        + 2 * LINE_END.length
        + shared.length
        + more.length;
  }

  /// Writes a complete request head to `out`.
  ///
  /// @param out has at least [#sizeBytes] remaining; its position moves to the end of the request
  /// @param method such as `GET`
  /// @param version HTTP_1_0 or HTTP_1_1
  /// @param target origin form, such as `/a?b` (RFC 9112 §3.2.1), or absolute form for a proxy
  /// @param authority host and port for the Host field
  /// @param more fields of this request alone, from [#fieldLines]
  /// @throws IllegalArgumentException if method, target or authority contains a control character,
  ///   a blank or a character beyond ASCII
  public void write(
      ByteBuffer out,
      String method,
      HttpVersion version,
      String target,
      String authority,
      byte[] more) {
    put(out, method, "method");
    out.put((byte) ' ');
    put(out, target, "request target");
    out.put(version == HttpVersion.HTTP_1_1 ? V11_HOST : V10_HOST);
    put(out, authority, "authority");
    out.put(LINE_END);
    out.put(shared);
    out.put(more);
    out.put(LINE_END);
  }

  /// Encodes fields for the `more` of [#write].
  ///
  /// @param fields in order
  /// @return one line each
  /// @throws IllegalArgumentException as in the constructor
  public static byte[] fieldLines(List<Headers.Field> fields) {
    return new RequestWriter(fields).shared;
  }

  private static void append(StringBuilder text, Headers.Field field) {
    var name = field.name().getBytes(StandardCharsets.ISO_8859_1);
    var token = name.length > 0 && name.length == field.name().length();
    for (var b : name) {
      token &= Chars.isToken(b);
    }
    if (!token) {
      throw new IllegalArgumentException(
          "field name '" + field.name() + "' is not a token (letters, digits, !#$%&'*+-.^_`|~)");
    }
    for (var i = 0; i < field.value().length(); i++) {
      var c = field.value().charAt(i);
      if (c == '\r' || c == '\n' || c == 0 || c > 255) {
        throw new IllegalArgumentException(
            "value of field '%s' has character %d at %d; CR, LF, NUL and above 255 are not allowed"
                .formatted(field.name(), (int) c, i));
      }
    }
    text.append(field.name()).append(": ").append(field.value()).append("\r\n");
  }

  private static void put(ByteBuffer out, String text, String what) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c <= ' ' || c >= 127) {
        throw new IllegalArgumentException(
            "%s has character %d at %d; only visible ASCII is allowed".formatted(what, (int) c, i));
      }
      out.put((byte) c);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
