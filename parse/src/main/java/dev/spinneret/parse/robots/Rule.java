package dev.spinneret.parse.robots;

import java.util.Comparator;

/// One allow or disallow line.
///
/// @param pattern the path it speaks of
/// @param allow whether it allows
/// @param line its number in robots.txt, counted from 1
record Rule(PathPattern pattern, boolean allow, int line) {

  /// The deciding rule first: of those that match a path the longest pattern decides, of equally
  /// long ones an allow (RFC 9309 §2.2.2), of those the first in the file.
  static final Comparator<Rule> BY_WEIGHT =
      Comparator.comparingInt((Rule rule) -> rule.pattern.octetCount())
          .reversed()
          .thenComparing(rule -> !rule.allow)
          .thenComparingInt(Rule::line);
}
