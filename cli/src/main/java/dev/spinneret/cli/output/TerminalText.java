package dev.spinneret.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Text from the web, made harmless for a terminal.
public final class TerminalText {
  private TerminalText() {}

  /// Replaces what a terminal would obey or hide: control characters, and the characters that turn
  /// the direction of writing or have no width (Unicode Technical Report 36 §2.5).
  ///
  /// @param text from anywhere
  /// @return the same text when it was harmless; else U+FFFD stands for each such character
  public static String of(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (isHarmful(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  /// The same for a text of several lines, in UTF-8. Line feeds and tabs stay.
  ///
  /// @param text from anywhere
  /// @return harmless
  public static byte[] of(byte[] text) {
    var harmless = new StringBuilder(text.length);
    new String(text, UTF_8)
        .chars()
        .forEach(c ->
            harmless.append(c == '\n' || c == '\t' || !isHarmful((char) c) ? (char) c : '\ufffd'));
    return harmless.toString().getBytes(UTF_8);
  }

  private static String replaced(String text) {
    var harmless = new StringBuilder(text.length());
    text.chars().forEach(c -> harmless.append(isHarmful((char) c) ? '\ufffd' : (char) c));
    return harmless.toString();
  }

  private static boolean isHarmful(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
