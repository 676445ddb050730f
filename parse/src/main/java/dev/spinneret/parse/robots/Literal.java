package dev.spinneret.parse.robots;

/// A run of plain octets that is looked for in a path, in linear time.
///
/// A short one is left to [String#indexOf(String, int)], whose cost is at most the product of both
/// lengths; a long one is found with Knuth, Morris and Pratt's table.
final class Literal {
  private static final int SHORT = 16;
  private static final int[] NO_TABLE = {};

  private final String text;

  /// `fallback[i]` is the length of the longest proper prefix of `text` that ends `text[0..i]`.
  private final int[] fallback;

  Literal(String text) {
    this.text = text;
    this.fallback = text.length() <= SHORT ? NO_TABLE : fallback(text);
  }

  int length() {
    return text.length();
  }

  long bigrams() {
    return Bigrams.of(text);
  }

  /// The index of the first occurrence that starts at `from` or later, or -1.
  int find(String path, int from) {
    return fallback.length == 0 ? path.indexOf(text, from) : findWithTable(path, from);
  }

  boolean endsOf(String path) {
    return path.endsWith(text);
  }

  private int findWithTable(String path, int from) {
    int matched = 0;
    for (int i = from; i < path.length(); i++) {
      char c = path.charAt(i);
      while (matched > 0 && text.charAt(matched) != c) {
        matched = fallback[matched - 1];
      }
      if (text.charAt(matched) == c) {
        matched++;
      }
      if (matched == text.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }

  private static int[] fallback(String text) {
    var table = new int[text.length()];
    int matched = 0;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      while (matched > 0 && text.charAt(matched) != c) {
        matched = table[matched - 1];
      }
      if (text.charAt(matched) == c) {
        matched++;
      }
      table[i] = matched;
    }
    return table;
  }
}
