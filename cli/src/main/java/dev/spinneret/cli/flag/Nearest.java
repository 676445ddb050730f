package dev.spinneret.cli.flag;

import java.util.Collection;
import java.util.Optional;

/// Finds what was meant by a word with a slip in it.
final class Nearest {
  private Nearest() {}

  /// The word that the fewest slips lead to: a letter left out, put in, replaced, or two that
  /// changed places (optimal string alignment).
  ///
  /// @param typed with slips
  /// @param words to choose from
  /// @return empty when none is near: a third of the letters may be wrong
  static Optional<String> to(String typed, Collection<String> words) {
    var best = Optional.<String>empty();
    var letters = letters(typed);
    var fewest = letters.length() / 3 + 1;
    for (var word : words) {
      var slips = slips(letters, letters(word));
      if (slips < fewest) {
        fewest = slips;
        best = Optional.of(word);
      }
    }
    return best;
  }

  /// A word without the dashes before it, which say nothing of what was meant.
  private static String letters(String word) {
    return word.replaceFirst("^-+", "");
  }

  private static int slips(String a, String b) {
    var counts = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          counts[i][j] = i + j;
          continue;
        }
        var replaced = counts[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var fewest = Math.min(replaced, Math.min(counts[i - 1][j], counts[i][j - 1]) + 1);
        var swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        counts[i][j] = swapped ? Math.min(fewest, counts[i - 2][j - 2] + 1) : fewest;
      }
    }
    return counts[a.length()][b.length()];
  }
}
