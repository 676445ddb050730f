package dev.spinneret.parse.robots;

import org.jspecify.annotations.Nullable;

/// One line of robots.txt that has a field and a value.
///
/// @param number counted from 1; CR, LF and CRLF each end a line (RFC 9309 §2.2)
/// @param field what the line is about
/// @param value its octets without comment and surrounding white space
record RobotsLine(int number, RobotsField field, String value) {

  /// Splits `octets[from, to)`; returns null when that is not a field and a value.
  ///
  /// As in Google's parser, a line of exactly two words is accepted: the colon was forgotten.
  static @Nullable RobotsLine of(int number, String octets, int from, int to) {
    int comment = octets.indexOf('#', from, to);
    int end = trimEnd(octets, from, comment < 0 ? to : comment);
    int start = trimStart(octets, from, end);
    int colon = octets.indexOf(':', start, end);
    int nameEnd = colon < 0 ? endOfFirstOfTwoWords(octets, start, end) : colon;
    if (nameEnd < 0) {
      return null;
    }
    var name = octets.substring(start, trimEnd(octets, start, nameEnd));
    if (name.isEmpty()) {
      return null;
    }
    int valueStart = trimStart(octets, nameEnd + 1, end);
    return new RobotsLine(number, RobotsField.of(name), octets.substring(valueStart, end));
  }

  private static int endOfFirstOfTwoWords(String octets, int start, int end) {
    int gap = start;
    while (gap < end && !isBlank(octets.charAt(gap))) {
      gap++;
    }
    if (gap == end) {
      return -1;
    }
    for (int i = trimStart(octets, gap, end); i < end; i++) {
      if (isBlank(octets.charAt(i))) {
        return -1;
      }
    }
    return gap;
  }

  private static int trimStart(String octets, int from, int to) {
    int start = from;
    while (start < to && isSpace(octets.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int trimEnd(String octets, int from, int to) {
    int end = to;
    while (end > from && isSpace(octets.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// The white space of C, as robots.txt parsers take it.
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
