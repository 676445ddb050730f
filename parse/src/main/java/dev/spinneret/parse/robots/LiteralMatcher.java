package dev.spinneret.parse.robots;

import java.util.Arrays;

/// Finds all occurrences of many literals in one pass over a path, in time linear in the path and
/// in the occurrences (Aho and Corasick, 1975).
///
/// The nodes of the trie are numbered level by level, so that the children of a node are neighbours
/// and a node needs 13 bytes. Immutable.
final class LiteralMatcher {
  static final int ROOT = 0;

  /// By node: its first child; the children end where those of the next node begin.
  private final int[] children;

  /// By node: the octet that leads to it.
  private final byte[] labels;

  /// By node: that of the longest proper suffix of its text that is a node, too.
  private final int[] fallbacks;

  /// By node: the longest literal that its text ends with, or -1.
  private final int[] endings;

  /// By octet: the child of the root, or the root.
  private final int[] rootChildren = new int[128];

  /// By literal: the next shorter one that it ends with, or -1.
  private final int[] shorter;

  private final int[] lengths;

  /// @param literals not empty, ASCII, sorted, each once; a literal is known by its index
  LiteralMatcher(String[] literals) {
    int most = 1;
    lengths = new int[literals.length];
    for (int i = 0; i < literals.length; i++) {
      lengths[i] = literals[i].length();
      most += lengths[i] - (i == 0 ? 0 : commonLength(literals[i - 1], literals[i]));
    }
    children = new int[most + 1];
    labels = new byte[most];
    fallbacks = new int[most];
    endings = new int[most];
    shorter = new int[literals.length];
    Arrays.fill(shorter, -1);
    build(literals);
  }

  private void build(String[] literals) {
    // Of each node whose children are still to come: the literals that begin with its text.
    var from = new int[labels.length];
    var to = new int[labels.length];
    var depths = new int[labels.length];
    to[ROOT] = literals.length;
    int count = 1;
    for (int node = 0; node < count; node++) {
      children[node] = count;
      int i = from[node];
      int depth = depths[node];
      if (node == ROOT) {
        endings[node] = -1;
      } else if (literals[i].length() == depth) {
        endings[node] = i;
        shorter[i] = endings[fallbacks[node]];
        i++;
      } else {
        endings[node] = endings[fallbacks[node]];
      }
      while (i < to[node]) {
        byte label = (byte) literals[i].charAt(depth);
        int end = i + 1;
        while (end < to[node] && literals[end].charAt(depth) == label) {
          end++;
        }
        labels[count] = label;
        from[count] = i;
        to[count] = end;
        depths[count] = depth + 1;
        // The fallback is on a level above, which is complete.
        fallbacks[count] = node == ROOT ? ROOT : next(fallbacks[node], label);
        if (node == ROOT) {
          rootChildren[label] = count;
        }
        count++;
        i = end;
      }
      children[node + 1] = count;
    }
  }

  private static int commonLength(String a, String b) {
    int most = Math.min(a.length(), b.length());
    int i = 0;
    while (i < most && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  /// The node that an octet leads to.
  int next(int node, byte octet) {
    for (int i = node; i != ROOT; i = fallbacks[i]) {
      int end = children[i + 1];
      for (int child = children[i]; child < end; child++) {
        if (labels[child] == octet) {
          return child;
        }
      }
    }
    return rootChildren[octet];
  }

  /// The longest literal that ends at a node, or -1.
  int endingAt(int node) {
    return endings[node];
  }

  /// The next shorter literal that ends where `literal` ends, or -1.
  int shorter(int literal) {
    return shorter[literal];
  }

  /// All literals, each after those that it ends with.
  int[] shortestFirst() {
    var all = new int[lengths.length];
    int count = 0;
    for (int node = 1; node < labels.length; node++) { // level by level
      int literal = endings[node];
      if (literal >= 0 && literal != endings[fallbacks[node]]) {
        all[count++] = literal;
      }
    }
    return all;
  }

  int length(int literal) {
    return lengths[literal];
  }

  long memoryBytes() {
    return 13L * labels.length + 8L * lengths.length;
  }
}
