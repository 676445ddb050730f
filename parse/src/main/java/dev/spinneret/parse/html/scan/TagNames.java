package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.octets.Ascii;

/// Names of tags, compared where they stand in the octets of a page, in any case.
final class TagNames {
  private TagNames() {}

  /// Whether a name is a certain one.
  ///
  /// @param at where the name begins
  /// @param name in lower case
  static boolean isNamed(byte[] body, int at, String name) {
    var end = at + name.length();
    if (end >= body.length || !isEnd(body[end])) {
      return false;
    }
    for (var i = 0; i < name.length(); i++) {
      if ((body[at + i] | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Whether two names are the same.
  ///
  /// @param one where a name begins
  /// @param other where the other one begins
  static boolean areSame(byte[] body, int one, int other) {
    for (var i = 0; ; i++) {
      var a = body[one + i];
      var b = body[other + i];
      if (isEnd(a) || isEnd(b)) {
        return isEnd(a) && isEnd(b);
      }
      if (a != b && !((a | 0x20) == (b | 0x20) && Ascii.isLetter(a))) {
        return false;
      }
    }
  }

  private static boolean isEnd(byte octet) {
    return HtmlTag.CODES[octet & 0xFF] == 0;
  }
}
