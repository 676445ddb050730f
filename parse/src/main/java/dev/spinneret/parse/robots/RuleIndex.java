package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the rule that decides a path among tens of thousands.
///
/// Only rules whose literal head is a prefix of the path can match. The heads are sorted, and each
/// knows the longest other head that is a prefix of it, its parent. All heads that are prefixes of
/// a path lie on one chain of parents: the one that starts at the greatest head not after the path.
/// So rules without a star cost a binary search and a walk up that chain; those with stars are
/// matched all at once by [StarRules].
///
/// A rule is known by its rank: of the rules that match, the one with the lowest rank decides.
/// Everything is in a few arrays, about 30 bytes per rule besides its text. Immutable.
final class RuleIndex {
  /// No rule.
  static final int NONE = Integer.MAX_VALUE;

  /// By rank: the line's number, doubled, and one more for an allow.
  private final int[] lines;

  private final byte[] octets;

  /// Where each head begins in [#octets]; the last entry is the end.
  private final int[] starts;

  private final int[] parents;

  /// By head: the rank of its rule that any continuation matches.
  private final int[] openRanks;

  /// By head: the rank of its rule that matches nothing but the head.
  private final int[] exactRanks;

  /// By head: its state in [#stars], or -1 when no rule with a star begins with it.
  private final int[] states;

  private final StarRules stars;

  RuleIndex(List<Rule> all) {
    var ranked = new ArrayList<>(all);
    ranked.sort(Rule::byWeight);
    lines = new int[ranked.size()];
    var byText = new Integer[ranked.size()];
    for (int rank = 0; rank < lines.length; rank++) {
      var rule = ranked.get(rank);
      lines[rank] = rule.line() * 2 + (rule.allow() ? 1 : 0);
      byText[rank] = rank;
    }
    // `Comparator.comparing` makes a class at run time, which takes 3 ms.
    Arrays.sort(
        byText, (a, b) -> ranked.get(a).pattern().text().compareTo(ranked.get(b).pattern().text()));
    var heads = new ArrayList<String>();
    for (var rank : byText) {
      var head = ranked.get(rank).pattern().head();
      // A wildcard sorts first, so patterns with the same head are neighbours.
      if (heads.isEmpty() || !heads.getLast().equals(head)) {
        heads.add(head);
      }
    }
    starts = new int[heads.size() + 1];
    for (int i = 0; i < heads.size(); i++) {
      starts[i + 1] = starts[i] + heads.get(i).length();
    }
    octets = String.join("", heads).getBytes(ISO_8859_1);
    parents = parents(heads);
    openRanks = filled(heads.size(), NONE);
    exactRanks = filled(heads.size(), NONE);
    states = filled(heads.size(), -1);
    var builder = new StarRulesBuilder();
    int head = -1;
    for (var rank : byText) {
      var pattern = ranked.get(rank).pattern();
      if (head < 0 || !isHead(head, pattern.head())) {
        head++;
      }
      if (pattern.hasWildcard()) {
        if (states[head] < 0) {
          states[head] = builder.newRoot();
        }
        builder.add(states[head], pattern, rank);
      } else {
        var ranks = pattern.anchored() ? exactRanks : openRanks;
        ranks[head] = Math.min(ranks[head], rank);
      }
    }
    stars = builder.build();
    for (int i = 0; i < states.length; i++) {
      states[i] = states[i] < 0 ? -1 : stars.stateOf(states[i]);
    }
  }

  private boolean isHead(int index, String head) {
    int length = starts[index + 1] - starts[index];
    if (length != head.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (octets[starts[index] + i] != head.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Decides a canonical path.
  RobotsDecision decide(String canonical) {
    byte[] path = canonical.getBytes(ISO_8859_1);
    int best = NONE;
    int longest = longestHead(path);
    for (int i = longest; i >= 0; i = parents[i]) {
      best = Math.min(best, openRanks[i]);
      if (exactRanks[i] < best && starts[i + 1] - starts[i] == path.length) {
        best = exactRanks[i];
      }
    }
    int starCount = 0;
    for (int i = longest; i >= 0; i = parents[i]) {
      if (states[i] >= 0 && stars.leastRank(states[i]) < best) {
        starCount++;
      }
    }
    if (starCount > 0) {
      best = matchStars(path, longest, starCount, best);
    }
    return best == NONE
        ? RobotsDecision.NO_RULE
        : new RobotsDecision((lines[best] & 1) != 0, lines[best] >>> 1);
  }

  private int matchStars(byte[] path, int longestHead, int count, int best) {
    var heads = new int[count];
    var lengths = new int[count];
    int left = count;
    for (int i = longestHead; left > 0; i = parents[i]) {
      if (states[i] >= 0 && stars.leastRank(states[i]) < best) {
        left--;
        heads[left] = states[i];
        lengths[left] = starts[i + 1] - starts[i];
      }
    }
    return new StarRules.Match(stars, path, best).run(heads, lengths);
  }

  /// How much memory the index takes.
  long memoryBytes() {
    return octets.length + 4L * (lines.length + 5L * starts.length) + stars.memoryBytes();
  }

  /// The longest head that is a prefix of a path, or -1.
  private int longestHead(byte[] path) {
    int low = 0;
    int high = starts.length - 2;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, path) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    int common = high < 0 ? 0 : commonLength(high, path);
    while (high >= 0 && starts[high + 1] - starts[high] > common) {
      high = parents[high];
    }
    return high;
  }

  private int compare(int head, byte[] path) {
    int common = commonLength(head, path);
    int length = starts[head + 1] - starts[head];
    if (common == length || common == path.length) {
      return length - path.length;
    }
    return octets[starts[head] + common] - path[common];
  }

  private int commonLength(int head, byte[] path) {
    int from = starts[head];
    int most = Math.min(starts[head + 1] - from, path.length);
    int i = 0;
    while (i < most && octets[from + i] == path[i]) {
      i++;
    }
    return i;
  }

  private static int[] filled(int length, int value) {
    var array = new int[length];
    Arrays.fill(array, value);
    return array;
  }

  private static int[] parents(List<String> heads) {
    var parents = new int[heads.size()];
    for (int i = 0; i < parents.length; i++) {
      int parent = i - 1;
      while (parent >= 0 && !heads.get(i).startsWith(heads.get(parent))) {
        parent = parents[parent];
      }
      parents[i] = parent;
    }
    return parents;
  }
}
