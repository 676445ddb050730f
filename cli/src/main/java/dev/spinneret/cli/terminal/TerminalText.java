package dev.spinneret.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntPredicate;

/// Text from outside (the web, files, libraries), made harmless for a terminal and for logs. Every
/// such text passes here before it is printed.
public final class TerminalText {
  private static final int REPLACEMENT = 0xfffd;

  private TerminalText() {}

  /// Replaces what a terminal would obey or hide: control characters (C0, C1, DEL), characters that
  /// turn the direction of writing, that have no width or no ink, tag characters, and lone
  /// surrogates (Unicode Technical Report 36 §2.5, Unicode Standard §23.9).
  ///
  /// @param text from anywhere
  /// @return the same text when it was harmless; else U+FFFD stands for each such character
  public static String of(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return checked(text);
      }
    }
    return text;
  }

  /// The same for a text of several lines, in UTF-8. Line feeds and tabs stay.
  ///
  /// @param text from anywhere
  public static byte[] of(byte[] text) {
    return lines(new String(text, UTF_8)).getBytes(UTF_8);
  }

  /// The same for a text of several lines. Line feeds and tabs stay.
  ///
  /// @param text from anywhere
  /// @return harmless
  public static String lines(String text) {
    return replaced(text, c -> c != '\n' && c != '\t' && isHarmful(c));
  }

  private static String checked(String text) {
    return text.codePoints().anyMatch(TerminalText::isHarmful)
        ? replaced(text, TerminalText::isHarmful)
        : text;
  }

  private static String replaced(String text, IntPredicate harmful) {
    var harmless = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> harmful.test(c) ? REPLACEMENT : c)
        .forEach(harmless::appendCodePoint);
    return harmless.toString();
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isIgnorable(c);
    };
  }

  /// What shows nothing though it is no format character: Default_Ignorable_Code_Point (Unicode
  /// Character Database), without the variation selectors that follow emoji.
  private static boolean isIgnorable(int c) {
    return c == 0x34f
        || (c >= 0x115f && c <= 0x1160)
        || (c >= 0x17b4 && c <= 0x17b5)
        || (c >= 0x180b && c <= 0x180f)
        || c == 0x2065
        || c == 0x3164
        || c == 0xffa0
        || (c >= 0xfff0 && c <= 0xfff8)
        || (c >= 0xe0000 && c <= 0xe0fff);
  }
}
