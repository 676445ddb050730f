package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// The octets of a robots.txt as a string of one char per octet, bounded and without byte order
/// mark.
final class RobotsText {
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private RobotsText() {}

  /// The octets of `body` that are read.
  ///
  /// A UTF-8 mark is dropped, even a partial one, as Google's parser does. A file that a mark shows
  /// to be UTF-16 is read as such (RFC 9309 §2.2.2: "MAY bridge encoding mismatches").
  static String octets(byte[] body) {
    byte[] text = bounded(body);
    if (startsWith(text, 0xFF, 0xFE)) {
      text = new String(text, 2, text.length - 2, UTF_16LE).getBytes(UTF_8);
    } else if (startsWith(text, 0xFE, 0xFF)) {
      text = new String(text, 2, text.length - 2, UTF_16BE).getBytes(UTF_8);
    }
    int start = 0;
    while (start < UTF_8_MARK.length && start < text.length && text[start] == UTF_8_MARK[start]) {
      start++;
    }
    return new String(text, start, text.length - start, ISO_8859_1);
  }

  /// The text that octets stand for, read as UTF-8.
  static String decoded(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }

  /// The whole lines within the limit: half a rule is a different rule, usually a broader one.
  static byte[] bounded(byte[] body) {
    if (body.length <= RobotsRules.LIMIT_BYTES) {
      return body;
    }
    int end = RobotsRules.LIMIT_BYTES;
    while (end > 0 && body[end] != '\n' && body[end] != '\r') {
      end--;
    }
    return Arrays.copyOf(body, end);
  }

  private static boolean startsWith(byte[] text, int first, int second) {
    return text.length >= 2 && (text[0] & 0xFF) == first && (text[1] & 0xFF) == second;
  }
}
