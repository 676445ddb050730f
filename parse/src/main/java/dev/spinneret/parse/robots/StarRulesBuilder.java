package dev.spinneret.parse.robots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/// Builds [StarRules] from patterns in the order of their texts: those that begin with the same
/// literals follow one another, so that only the last pattern's states are compared.
final class StarRulesBuilder {
  private final Growing froms = new Growing();
  private final Growing tos = new Growing();
  private final Growing ranks = new Growing();
  private final Growing lastFroms = new Growing();
  private final Growing lastRanks = new Growing();
  private final ArrayList<String> edgeLiterals = new ArrayList<>();
  private final ArrayList<String> lastLiterals = new ArrayList<>();

  /// The edges of the pattern that was added last.
  private int[] trail = new int[4];

  private int trailLength;
  private int stateCount;

  /// A state for a head.
  ///
  /// @return its number
  int newRoot() {
    trailLength = 0;
    return stateCount++;
  }

  /// Adds a pattern with a wildcard.
  ///
  /// @param root of its head, made last
  void add(int root, PathPattern pattern, int rank) {
    var text = pattern.text();
    int state = root;
    int depth = 0;
    int start = text.indexOf(PathPattern.WILDCARD) + 1;
    while (true) {
      int end = text.indexOf(PathPattern.WILDCARD, start);
      boolean isLast = end < 0;
      var literal = text.substring(start, isLast ? text.length() : end);
      if (isLast && pattern.anchored()) {
        lastLiterals.add(literal);
        lastFroms.add(state);
        lastRanks.add(rank);
        return;
      }
      int edge = edge(state, literal, depth++);
      if (isLast) {
        ranks.array[edge] = Math.min(ranks.array[edge], rank);
        return;
      }
      state = tos.array[edge];
      start = end + 1;
    }
  }

  private int edge(int state, String literal, int depth) {
    if (depth < trailLength && edgeLiterals.get(trail[depth]).equals(literal)) {
      return trail[depth];
    }
    int edge = edgeLiterals.size();
    edgeLiterals.add(literal);
    froms.add(state);
    tos.add(stateCount++);
    ranks.add(RuleIndex.NONE);
    if (depth == trail.length) {
      trail = Arrays.copyOf(trail, 2 * depth);
    }
    trail[depth] = edge;
    trailLength = depth + 1;
    return edge;
  }

  StarRules build() {
    var literals = new TreeSet<>(edgeLiterals);
    literals.addAll(lastLiterals);
    var sorted = literals.toArray(String[]::new);
    var states = new int[stateCount];
    Arrays.fill(states, -1);
    int count = number(states, lastFroms, number(states, froms, 0));
    return new StarRules(
        new LiteralMatcher(sorted),
        states,
        leastRanks(states, count),
        edges(sorted, edgeLiterals, froms, ranks, states, i -> states[tos.array[i]]),
        edges(sorted, lastLiterals, lastFroms, lastRanks, states, _ -> -1));
  }

  /// Numbers the states that an edge leaves.
  private static int number(int[] states, Growing froms, int first) {
    int count = first;
    for (int i = 0; i < froms.count; i++) {
      if (states[froms.array[i]] < 0) {
        states[froms.array[i]] = count++;
      }
    }
    return count;
  }

  private int[] leastRanks(int[] states, int count) {
    var least = new int[count];
    Arrays.fill(least, RuleIndex.NONE);
    for (int i = 0; i < lastFroms.count; i++) {
      lower(least, states[lastFroms.array[i]], lastRanks.array[i]);
    }
    // An edge is made after the one that leads to it.
    for (int i = froms.count - 1; i >= 0; i--) {
      int to = states[tos.array[i]];
      int rank = to < 0 ? RuleIndex.NONE : least[to];
      lower(least, states[froms.array[i]], Math.min(rank, ranks.array[i]));
    }
    return least;
  }

  private static void lower(int[] least, int state, int rank) {
    least[state] = Math.min(least[state], rank);
  }

  private static StarRules.Edges edges(
      String[] sorted,
      List<String> literals,
      Growing froms,
      Growing ranks,
      int[] states,
      IntUnaryOperator toOf) {
    // Literals, states and edges are fewer than the octets that are read of a file: 20 bits do.
    var order = new long[froms.count];
    for (int i = 0; i < order.length; i++) {
      long literal = Arrays.binarySearch(sorted, literals.get(i));
      order[i] = literal << 40 | (long) states[froms.array[i]] << 20 | i;
    }
    Arrays.sort(order);
    var ofLiteral = new int[sorted.length + 1];
    var from = new int[order.length];
    var to = new int[order.length];
    var rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      int edge = (int) (order[i] & 0xFFFFF);
      ofLiteral[(int) (order[i] >>> 40) + 1]++;
      from[i] = states[froms.array[edge]];
      to[i] = toOf.applyAsInt(edge);
      rank[i] = ranks.array[edge];
    }
    for (int i = 0; i < sorted.length; i++) {
      ofLiteral[i + 1] += ofLiteral[i];
    }
    return new StarRules.Edges(ofLiteral, from, to, rank);
  }

  /// An array of integers that grows.
  private static final class Growing {
    private int[] array = new int[8];
    private int count;

    void add(int value) {
      if (count == array.length) {
        array = Arrays.copyOf(array, 2 * count);
      }
      array[count++] = value;
    }
  }
}
