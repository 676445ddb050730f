package dev.spinneret.fetch.http;

import dev.spinneret.parse.http.Headers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Field lines: `name: value`, one after the other, until an empty line (RFC 9112 §5).
///
/// Names and values are collected as bytes; [Headers] converts those that are read to strings.
final class FieldLines {
  private static final int INITIAL_BYTES = 512;
  private static final int INITIAL_FIELDS = 16;
  private static final byte[] SPACE = {' '};

  private final int maxCount;
  private byte[] text = new byte[INITIAL_BYTES];
  private int length;

  /// The end of each name and value in the text.
  private int[] ends = new int[2 * INITIAL_FIELDS];

  private int endCount;
  private boolean skipping;
  private boolean sound = true;
  private int count;

  FieldLines(int maxCount) {
    this.maxCount = maxCount;
  }

  void clear() {
    length = 0;
    endCount = 0;
    skipping = false;
    sound = true;
    count = 0;
  }

  /// Adds one line that is not empty, without its line end.
  ///
  /// @return what is wrong with it; null if it was parsed or skipped
  @Nullable Broken add(LineBuffer line) {
    var bytes = line.bytes;
    var end = line.length;
    var at = 0;
    while (at < end && Chars.isToken(bytes[at])) {
      at++;
    }
    for (var i = at; i < end; i++) {
      if (bytes[i] > '\r') {
        continue;
      }
      // RFC 9110 §5.5: NUL is invalid; browsers and curl refuse it. RFC 9112 §2.2: a bare CR is
      // invalid or read as SP; curl takes it.
      if (bytes[i] == 0) {
        return Broken.message("a field line holds a NUL");
      } else if (bytes[i] == '\r') {
        bytes[i] = ' ';
        sound = false;
      }
    }
    if (Chars.isBlank(bytes[0])) {
      continueLast(line);
      return null;
    }
    if (++count > maxCount) {
      return Broken.tooLarge("more than " + maxCount + " header fields");
    }
    begin(line, at);
    return null;
  }

  /// Whether every line was well-formed. After a skipped line, the framing is too uncertain to send
  /// another request on the connection.
  boolean sound() {
    return sound;
  }

  Headers take() {
    return Headers.of(Arrays.copyOf(text, length), Arrays.copyOf(ends, endCount));
  }

  /// @param nameEnd the end of the token at the start of the line
  private void begin(LineBuffer line, int nameEnd) {
    var bytes = line.bytes;
    var colon = nameEnd;
    // RFC 9112 §5.1: a proxy removes white space before the colon; so do we.
    while (colon < line.length && Chars.isBlank(bytes[colon])) {
      colon++;
    }
    if (nameEnd == 0 || colon == line.length || bytes[colon] != ':') {
      // Lines without a colon and invalid names come from scripts that print in the wrong place.
      // Browsers skip the line (WPT fetch/h1-parsing); Go and nodejs refuse the message.
      skipping = true;
      sound = false;
      return;
    }
    sound &= nameEnd == colon;
    skipping = false;
    if (endCount == ends.length) {
      ends = Arrays.copyOf(ends, 2 * endCount);
    }
    append(bytes, 0, nameEnd);
    ends[endCount++] = length;
    appendContent(line, colon + 1);
    ends[endCount++] = length;
  }

  /// RFC 9112 §5.2: a user agent replaces obs-fold by spaces. §2.2: a line that begins with white
  /// space directly after the status line is consumed without further processing.
  private void continueLast(LineBuffer line) {
    if (endCount == 0 || skipping) {
      sound = false;
      return;
    }
    var valueStart = ends[endCount - 2];
    var before = length;
    if (before > valueStart) {
      append(SPACE, 0, 1);
    }
    var from = length;
    appendContent(line, 0);
    if (length == from) {
      length = before;
    }
    ends[endCount - 1] = length;
  }

  /// RFC 9112 §5: without the white space around it.
  private void appendContent(LineBuffer line, int start) {
    var bytes = line.bytes;
    var from = start;
    var end = line.length;
    while (from < end && Chars.isBlank(bytes[from])) {
      from++;
    }
    while (end > from && Chars.isBlank(bytes[end - 1])) {
      end--;
    }
    append(bytes, from, end - from);
  }

  private void append(byte[] from, int at, int size) {
    if (length + size > text.length) {
      text = Arrays.copyOf(text, Math.max(length + size, 2 * text.length));
    }
    System.arraycopy(from, at, text, length, size);
    length += size;
  }
}
