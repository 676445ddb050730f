package dev.spinneret.fetch.http;

import dev.spinneret.engine.crawl.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Field lines: `name: value`, one after the other, until an empty line (RFC 9112 §5).
final class FieldLines {
  private final int maxCount;
  private final List<Headers.Field> fields = new ArrayList<>(16);
  private @Nullable String name;
  private String value = "";
  private boolean skipping;
  private boolean sound = true;
  private int count;

  FieldLines(int maxCount) {
    this.maxCount = maxCount;
  }

  void clear() {
    fields.clear();
    name = null;
    value = "";
    skipping = false;
    sound = true;
    count = 0;
  }

  /// Takes one line that is not empty, without its line end.
  ///
  /// @return what is wrong with it; null when it was read or may be skipped
  @Nullable Broken add(LineBuffer line) {
    var bytes = line.bytes;
    var end = line.length;
    for (var i = 0; i < end; i++) {
      // RFC 9112 §2.2: a bare CR is invalid; RFC 9110 §5.5: so is NUL. Browsers refuse both (WPT).
      if (bytes[i] == '\r' || bytes[i] == 0) {
        return Broken.message("a field line holds a bare CR or NUL");
      }
    }
    if (Chars.isBlank(bytes[0])) {
      continueLast(line);
      return null;
    }
    if (++count > maxCount) {
      return Broken.tooLarge("more than " + maxCount + " header fields");
    }
    flush();
    begin(line);
    return null;
  }

  /// Whether every line was well-formed. After a line that was skipped the framing is not certain
  /// enough to send another request on the connection.
  boolean sound() {
    return sound;
  }

  Headers take() {
    flush();
    return new Headers(fields);
  }

  private void begin(LineBuffer line) {
    var bytes = line.bytes;
    var colon = 0;
    while (colon < line.length && bytes[colon] != ':') {
      colon++;
    }
    // RFC 9112 §5.1: a proxy removes white space before the colon; so do we.
    var nameEnd = colon;
    while (nameEnd > 0 && Chars.isBlank(bytes[nameEnd - 1])) {
      nameEnd--;
    }
    if (colon == line.length || !isToken(bytes, nameEnd)) {
      // Lines without a colon, and names that are none, come from scripts that print in the wrong
      // place. Browsers skip the line (WPT fetch/h1-parsing); Go and nodejs refuse the message.
      skipping = true;
      sound = false;
      return;
    }
    sound &= nameEnd == colon;
    skipping = false;
    name = line.text(0, nameEnd);
    value = content(line, colon + 1);
  }

  /// RFC 9112 §5.2: a user agent replaces obs-fold by spaces. §2.2: a line that begins with white
  /// space and follows the status line is consumed without further processing.
  private void continueLast(LineBuffer line) {
    if (name == null || skipping) {
      sound = false;
      return;
    }
    var more = content(line, 0);
    value = value.isEmpty() ? more : more.isEmpty() ? value : value + " " + more;
  }

  private void flush() {
    if (name != null) {
      fields.add(new Headers.Field(name, value));
      name = null;
    }
  }

  private static boolean isToken(byte[] bytes, int end) {
    for (var i = 0; i < end; i++) {
      if (!Chars.isToken(bytes[i])) {
        return false;
      }
    }
    return end > 0;
  }

  /// RFC 9112 §5: without the white space around it. RFC 9110 §5.5: octets above 127 are opaque;
  /// servers send UTF-8 there, above all in Location, so what is valid UTF-8 is read as such.
  private static String content(LineBuffer line, int from) {
    var bytes = line.bytes;
    var end = line.length;
    while (from < end && Chars.isBlank(bytes[from])) {
      from++;
    }
    while (end > from && Chars.isBlank(bytes[end - 1])) {
      end--;
    }
    var ascii = true;
    for (var i = from; i < end; i++) {
      ascii &= bytes[i] >= 0;
    }
    if (!ascii) {
      try {
        var utf8 = StandardCharsets.UTF_8.newDecoder();
        return utf8.decode(ByteBuffer.wrap(bytes, from, end - from)).toString();
      } catch (CharacterCodingException _) {
        // Not UTF-8: ISO-8859-1 keeps every octet.
      }
    }
    return line.text(from, end);
  }
}
