package dev.spinneret.parse.html;

/// Text with its white space collapsed, collected piece by piece.
final class CollapsedText {
  private final StringBuilder text = new StringBuilder();
  private final char lineEnd;
  private final int maxChars;

  /// What stands between the text so far and the next: 0 for nothing.
  private char pending;

  /// @param lineEnd what stands between two lines
  /// @param maxChars what is more is left out
  CollapsedText(char lineEnd, int maxChars) {
    this.lineEnd = lineEnd;
    this.maxChars = maxChars;
  }

  /// Whether a character separates words.
  static boolean isSpace(char c) {
    return c <= ' ' || (c > 0x7F && Character.isSpaceChar(c));
  }

  /// Adds text.
  void append(String piece) {
    for (var i = 0; i < piece.length() && text.length() < maxChars; i++) {
      var c = piece.charAt(i);
      if (isSpace(c)) {
        if (pending == 0) {
          pending = ' ';
        }
      } else {
        if (pending != 0 && !text.isEmpty()) {
          text.append(pending);
        }
        pending = 0;
        text.append(c);
      }
    }
  }

  /// Ends a line.
  void lineBreak() {
    pending = lineEnd;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
