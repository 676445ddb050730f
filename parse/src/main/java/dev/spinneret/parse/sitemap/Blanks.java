package dev.spinneret.parse.sitemap;

/// White space as people type it around a URL: Unicode's, no-break spaces, and what has no width.
final class Blanks {
  private Blanks() {}

  static String strip(CharSequence text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.subSequence(start, end).toString();
  }

  private static boolean isBlank(char c) {
    return c <= ' '
        || Character.isSpaceChar(c)
        || (c >= '\u200B' && c <= '\u200D')
        || c == '\uFEFF';
  }
}
