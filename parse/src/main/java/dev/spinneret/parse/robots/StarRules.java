package dev.spinneret.parse.robots;

import java.util.Arrays;

/// Matches all rules with stars against a path at once.
///
/// Behind its head, such a rule is a sequence of literals. Since every `*` may stand for anything,
/// taking the first occurrence of each literal in turn is never wrong. So rules that begin with the
/// same literals share a state, which says which literal may come next, and which a path reaches
/// once, at the earliest position. One pass of [LiteralMatcher] over the path finds every literal;
/// an occurrence moves on from the states that were reached before it and wait for that literal.
///
/// An edge leads from a state over a literal to a state. Those of one literal are neighbours, in
/// the order of the states that they leave. An occurrence looks either at the states that were
/// reached since the last one of its literal, or at the literal's edges, whichever are fewer: so
/// the cost of a match does not grow with the rules that have nothing to do with the path.
///
/// Immutable; a [Match] holds what belongs to one path.
final class StarRules {
  private final LiteralMatcher literals;

  /// By the number that [StarRulesBuilder] gave: the state, or -1 when no edge leaves it.
  private final int[] states;

  /// By state: the lowest rank that can be reached from it.
  private final int[] leastRanks;

  /// By literal: the lowest rank that it, or a shorter one that it ends with, can lead to.
  private final int[] chainRanks;

  private final Edges edges;

  /// Edges of rules that end with `$`: their literal has to be the path's end.
  private final Edges last;

  /// Edges in the order of their literal and of the state that they leave. The arrays are not
  /// copied.
  ///
  /// @param ofLiteral by literal: its first edge; the last entry is the number of edges
  /// @param from the state that each leaves
  /// @param to the state that each leads to; -1 when none leaves that one
  /// @param rank of the rule that ends with the edge; [RuleIndex#NONE] when none does
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never given away.
  record Edges(int[] ofLiteral, int[] from, int[] to, int[] rank) {
    long memoryBytes() {
      return 4L * (ofLiteral.length + 3L * from.length);
    }
  }

  StarRules(LiteralMatcher literals, int[] states, int[] leastRanks, Edges edges, Edges last) {
    this.literals = literals;
    this.states = states;
    this.leastRanks = leastRanks;
    this.edges = edges;
    this.last = last;
    this.chainRanks = chainRanks(literals, leastRanks, edges);
  }

  private static int[] chainRanks(LiteralMatcher literals, int[] leastRanks, Edges edges) {
    var ranks = new int[edges.ofLiteral.length - 1];
    for (int literal : literals.shortestFirst()) {
      int shorter = literals.shorter(literal);
      int least = shorter < 0 ? RuleIndex.NONE : ranks[shorter];
      for (int edge = edges.ofLiteral[literal]; edge < edges.ofLiteral[literal + 1]; edge++) {
        int to = edges.to[edge];
        least = Math.min(least, edges.rank[edge]);
        least = to < 0 ? least : Math.min(least, leastRanks[to]);
      }
      ranks[literal] = least;
    }
    return ranks;
  }

  int stateOf(int number) {
    return states[number];
  }

  int leastRank(int state) {
    return leastRanks[state];
  }

  long memoryBytes() {
    return literals.memoryBytes()
        + 4L * (states.length + leastRanks.length + chainRanks.length)
        + edges.memoryBytes()
        + last.memoryBytes();
  }

  /// The match of one path.
  static final class Match {
    /// After so many occurrences it is noted per literal which states it has seen.
    private static final int MANY = 256;

    private final StarRules rules;
    private final byte[] path;

    /// By state: one more than the position behind which it was reached; 0 when it was not.
    private final int[] reachedAt;

    /// The reached states in the order of their positions.
    private int[] reached = new int[8];

    private int reachedCount;

    /// By literal: how many of the reached states have seen it; empty while there are few.
    private int[] seenCounts = {};

    private int foundCount;
    private int best;

    /// @param path canonical
    /// @param best the rank that is known to match
    Match(StarRules rules, byte[] path, int best) {
      this.rules = rules;
      this.path = path;
      this.best = best;
      this.reachedAt = new int[rules.leastRanks.length];
    }

    /// Matches what follows the heads that the path begins with.
    ///
    /// @param heads the states of the heads, the shortest head first
    /// @param lengths of the heads
    /// @return the lowest rank that matches
    int run(int[] heads, int[] lengths) {
      var literals = rules.literals;
      int node = LiteralMatcher.ROOT;
      int begun = 0;
      for (int i = lengths[0]; i < path.length; i++) {
        if (begun < heads.length && lengths[begun] == i) {
          reach(heads[begun++], i);
        }
        node = literals.next(node, path[i]);
        int literal = literals.endingAt(node);
        while (literal >= 0 && rules.chainRanks[literal] < best) {
          if (seenCounts.length == 0 || seenCounts[literal] < reachedCount) {
            found(literal, i + 1 - literals.length(literal), i + 1);
          }
          literal = literals.shorter(literal);
        }
      }
      for (int literal = literals.endingAt(node);
          literal >= 0;
          literal = literals.shorter(literal)) {
        foundAtEnd(literal, path.length - literals.length(literal));
      }
      return best;
    }

    private void reach(int state, int position) {
      if (reachedAt[state] != 0 || rules.leastRanks[state] >= best) {
        return;
      }
      reachedAt[state] = position + 1;
      if (reachedCount == reached.length) {
        reached = Arrays.copyOf(reached, 2 * reachedCount);
      }
      reached[reachedCount++] = state;
    }

    private void found(int literal, int start, int end) {
      var edges = rules.edges;
      int first = edges.ofLiteral[literal];
      int edgeCount = edges.ofLiteral[literal + 1] - first;
      int before = reachedCount; // what is reached now begins behind this occurrence
      int from = seenCounts.length == 0 ? 0 : seenCounts[literal];
      if (before - from > edgeCount) {
        for (int edge = first; edge < first + edgeCount; edge++) {
          if (isReachedBy(edges.from[edge], start)) {
            follow(edge, end);
          }
        }
        while (from < before && reachedAt[reached[from]] - 1 <= start) {
          from++;
        }
      } else {
        while (from < before && reachedAt[reached[from]] - 1 <= start) {
          int edge = Arrays.binarySearch(edges.from, first, first + edgeCount, reached[from]);
          if (edge >= 0) {
            follow(edge, end);
          }
          from++;
        }
      }
      if (++foundCount > MANY) {
        if (seenCounts.length == 0) {
          seenCounts = new int[edges.ofLiteral.length - 1];
        }
        seenCounts[literal] = from;
      }
    }

    private void follow(int edge, int end) {
      var edges = rules.edges;
      best = Math.min(best, edges.rank[edge]);
      if (edges.to[edge] >= 0) {
        reach(edges.to[edge], end);
      }
    }

    private void foundAtEnd(int literal, int start) {
      var last = rules.last;
      for (int edge = last.ofLiteral[literal]; edge < last.ofLiteral[literal + 1]; edge++) {
        if (last.rank[edge] < best && isReachedBy(last.from[edge], start)) {
          best = last.rank[edge];
        }
      }
    }

    private boolean isReachedBy(int state, int start) {
      int at = reachedAt[state];
      return at != 0 && at - 1 <= start;
    }
  }
}
