package dev.spinneret.fetch.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects one line at a time from input that arrives in pieces. Each byte is examined once.
final class LineBuffer {
  private static final int INITIAL_BYTES = 256;

  /// The result of [#take].
  enum Taken {
    /// The input ended before the line did.
    PART,
    /// A complete line, without its line feed.
    LINE,
    /// The budget was used up before the line ended.
    OVER_BUDGET
  }

  byte[] bytes = new byte[INITIAL_BYTES];
  int length;
  private boolean complete;

  /// Moves bytes from `in` up to and including the next line feed, at most `budgetBytes` of them.
  Taken take(ByteBuffer in, int budgetBytes) {
    if (complete) {
      clear();
    }
    var start = in.position();
    var end = start + Math.min(in.remaining(), budgetBytes);
    var at = in.hasArray() ? lineFeed(in.array(), in.arrayOffset(), start, end) : start;
    while (at < end && in.get(at) != '\n') {
      at++;
    }
    append(in, start, at - start);
    if (at < end) {
      in.position(at + 1);
      complete = true;
      return Taken.LINE;
    }
    in.position(at);
    return in.hasRemaining() ? Taken.OVER_BUDGET : Taken.PART;
  }

  void clear() {
    length = 0;
    complete = false;
  }

  /// Whether a line has begun that has not ended.
  boolean hasPart() {
    return partLength() > 0;
  }

  /// How many bytes of an unfinished line there are.
  int partLength() {
    return complete ? 0 : length;
  }

  /// Drops one carriage return at the end (RFC 9112 §2.2: a recipient may take a lone LF as the end
  /// of a line and ignore a CR before it).
  boolean dropCarriageReturn() {
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
      return true;
    }
    return false;
  }

  /// Drops all carriage returns at the end.
  void dropCarriageReturns() {
    while (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
  }

  /// Whether the line holds a carriage return or a NUL.
  boolean holdsControl() {
    for (var i = 0; i < length; i++) {
      if (bytes[i] == '\r' || bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// The index of the first line feed, or `end`; a search of a direct buffer's memory.
  private static int lineFeed(byte[] array, int offset, int start, int end) {
    var at = offset + start;
    while (at < offset + end && array[at] != '\n') {
      at++;
    }
    return at - offset;
  }

  private void append(ByteBuffer in, int start, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    in.get(start, bytes, length, count);
    length += count;
  }
}
