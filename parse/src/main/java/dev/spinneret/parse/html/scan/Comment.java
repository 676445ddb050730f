package dev.spinneret.parse.html.scan;

/// The comments of a page (WHATWG HTML §13.2.5.43 to §13.2.5.51).
final class Comment {
  private Comment() {}

  /// Finds the end of a comment.
  ///
  /// @param from the index after its `<!--`
  /// @param tags notes the octets that are passed over
  /// @return the index after it; [PageScanner#END] when the octets end within it
  static int end(byte[] body, int from, TagReader tags) {
    if (startsWith(body, ">", from)) {
      return from + 1;
    }
    if (startsWith(body, "->", from)) {
      return from + 2;
    }
    var end = body.length;
    var all = 0;
    for (var i = from; i < end - 2; i++) {
      var c = body[i];
      all |= c;
      if (c == '-' && body[i + 1] == '-') {
        if (body[i + 2] == '>') {
          return tags.pass(all, i + 3);
        }
        if (body[i + 2] == '!' && i + 3 < end && body[i + 3] == '>') {
          return tags.pass(all, i + 4);
        }
      }
    }
    return PageScanner.END;
  }

  /// Whether a text in ASCII stands in the page.
  static boolean startsWith(byte[] body, String text, int at) {
    if (at + text.length() > body.length) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (body[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
