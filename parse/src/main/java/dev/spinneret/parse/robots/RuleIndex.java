package dev.spinneret.parse.robots;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the rule that decides a path among thousands.
///
/// Only rules whose literal head is a prefix of the path can match. The heads are sorted, and each
/// knows the longest other head that is a prefix of it, its parent. All heads that are prefixes of
/// a path lie on one chain of parents: the one that starts at the greatest head not after the path.
/// A decision is thus a binary search and a walk up that chain.
///
/// Immutable.
final class RuleIndex {
  /// From how many rules with stars on it pays to compute a path's bigrams.
  private static final int MANY_STARS = 16;

  private final List<String> heads;
  private final List<List<Rule>> rules;
  private final int[] parents;
  private final boolean hasManyStars;

  RuleIndex(List<Rule> all) {
    var byHead = new TreeMap<String, List<Rule>>();
    for (var rule : all) {
      byHead.computeIfAbsent(rule.pattern().head(), _ -> new ArrayList<>()).add(rule);
    }
    heads = List.copyOf(byHead.keySet());
    rules = byHead.values().stream().map(RuleIndex::bestFirst).toList();
    parents = parents(heads);
    hasManyStars = all.stream().filter(rule -> rule.pattern().hasStar()).count() >= MANY_STARS;
  }

  /// The rule that decides a canonical path, or null when none matches.
  @Nullable Rule find(String path) {
    long bigrams = hasManyStars ? Bigrams.of(path) : Bigrams.ALL;
    Rule best = null;
    for (int i = greatestNotAfter(path); i >= 0; i = parents[i]) {
      if (path.startsWith(heads.get(i))) {
        best = better(rules.get(i), path, bigrams, best);
      }
    }
    return best;
  }

  private static @Nullable Rule better(
      List<Rule> candidates, String path, long bigrams, @Nullable Rule best) {
    for (var rule : candidates) {
      if (best != null && Rule.byWeight(rule, best) >= 0) {
        return best;
      }
      if (rule.pattern().matchesBeyondHead(path, bigrams)) {
        return rule;
      }
    }
    return best;
  }

  private int greatestNotAfter(String path) {
    int low = 0;
    int high = heads.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (heads.get(middle).compareTo(path) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private static List<Rule> bestFirst(List<Rule> rules) {
    return rules.stream().sorted(Rule::byWeight).toList();
  }

  private static int[] parents(List<String> heads) {
    var parents = new int[heads.size()];
    var chain = new ArrayDeque<Integer>();
    for (int i = 0; i < parents.length; i++) {
      while (!chain.isEmpty() && !heads.get(i).startsWith(heads.get(chain.peek()))) {
        chain.pop();
      }
      parents[i] = chain.isEmpty() ? -1 : chain.peek();
      chain.push(i);
    }
    return parents;
  }
}
