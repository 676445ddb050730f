package dev.spinneret.parse.robots;

/// One allow or disallow line.
///
/// @param pattern the path it applies to
/// @param allow whether it allows
/// @param line its number in robots.txt, counted from 1
record Rule(PathPattern pattern, boolean allow, int line) {

  /// The deciding rule first: of the rules that match a path, the one with the longest pattern
  /// decides; of equally long ones, an allow (RFC 9309 §2.2.2); of those, the first in the file.
  static int byWeight(Rule a, Rule b) {
    int longer = Integer.compare(b.pattern.octetCount(), a.pattern.octetCount());
    if (longer != 0) {
      return longer;
    }
    return a.allow == b.allow ? Integer.compare(a.line, b.line) : a.allow ? -1 : 1;
  }
}
