package dev.spinneret.parse.robots;

import java.util.ArrayList;
import java.util.List;

/// The path of a rule: literals with `*` between them, and perhaps `$` at the end (RFC 9309
/// §2.2.3).
///
/// A pattern matches from the start of a path. Since every `*` may stand for anything, taking the
/// first occurrence of each literal in turn is never wrong, so nothing is tried twice: a match
/// costs time linear in the path, whatever the pattern.
final class PathPattern {
  private final String head;
  private final List<Literal> rest;
  private final boolean anchored;
  private final int octetCount;
  private final int leastLength;
  private final long bigrams;

  private PathPattern(String head, List<Literal> rest, boolean anchored, int octetCount) {
    this.head = head;
    this.rest = rest;
    this.anchored = anchored;
    this.octetCount = octetCount;
    this.leastLength = head.length() + rest.stream().mapToInt(Literal::length).sum();
    this.bigrams = rest.stream().mapToLong(Literal::bigrams).reduce(0, (a, b) -> a | b);
  }

  /// Compiles the value of an allow or disallow line.
  static PathPattern of(String octets) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    int octetCount = 0;
    int end = octets.endsWith("$") ? octets.length() - 1 : octets.length();
    for (int i = 0; i < end; ) {
      if (octets.charAt(i) == '*') {
        parts.add(part.toString());
        octetCount += part.length() + 1;
        part.setLength(0);
        i++;
      } else {
        i = CanonicalPath.append(octets, i, part);
      }
    }
    parts.add(part.toString());
    octetCount += part.length() + octets.length() - end;
    // "x*$" and "x*" both match all that starts with x.
    boolean openEnd = parts.size() > 1 && part.isEmpty();
    boolean anchored = end < octets.length() && !openEnd;
    var rest = new ArrayList<Literal>();
    for (var text : parts.subList(1, parts.size())) {
      if (!text.isEmpty()) {
        rest.add(new Literal(text));
      }
    }
    return new PathPattern(parts.getFirst(), List.copyOf(rest), anchored, octetCount);
  }

  /// What every matching path starts with.
  String head() {
    return head;
  }

  /// How long the pattern is, which is how specific it is: its canonical octets, `*` and `$` too.
  int octetCount() {
    return octetCount;
  }

  boolean hasStar() {
    return !rest.isEmpty();
  }

  /// Whether the pattern matches a canonical path that starts with [#head].
  ///
  /// @param pathBigrams the path's [Bigrams], or [Bigrams#ALL] when they are not known
  boolean matchesBeyondHead(String path, long pathBigrams) {
    if (path.length() < leastLength || (bigrams & ~pathBigrams) != 0) {
      return false;
    }
    if (rest.isEmpty()) {
      return !anchored || path.length() == head.length();
    }
    int at = head.length();
    int floating = anchored ? rest.size() - 1 : rest.size();
    for (int i = 0; i < floating; i++) {
      var literal = rest.get(i);
      int found = literal.find(path, at);
      if (found < 0) {
        return false;
      }
      at = found + literal.length();
    }
    var last = rest.getLast();
    return !anchored || (path.length() - last.length() >= at && last.endsOf(path));
  }
}
