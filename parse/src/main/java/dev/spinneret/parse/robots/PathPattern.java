package dev.spinneret.parse.robots;

/// The path of a rule: literals with `*` between them, and perhaps `$` at the end (RFC 9309
/// §2.2.3).
///
/// @param text the canonical octets, with [#WILDCARD] for every run of `*` that changes what the
///   pattern matches: one at the end does not
/// @param anchored whether a matching path ends where the pattern ends
/// @param octetCount how specific the pattern is: its canonical octets, every `*` and `$` included
record PathPattern(String text, boolean anchored, int octetCount) {
  /// Stands for any octets. Sorts before every octet; NUL itself is percent-encoded.
  static final char WILDCARD = 0;

  /// Compiles the value of an allow or disallow line.
  static PathPattern of(String octets) {
    var text = new StringBuilder(octets.length());
    int starCount = 0;
    int wildcardCount = 0;
    boolean pending = false;
    int end = octets.endsWith("$") ? octets.length() - 1 : octets.length();
    for (int i = 0; i < end; ) {
      if (octets.charAt(i) == '*') {
        starCount++;
        pending = true;
        i++;
      } else {
        if (pending) {
          text.append(WILDCARD);
          wildcardCount++;
          pending = false;
        }
        i = CanonicalPath.append(octets, i, text);
      }
    }
    int octetCount = text.length() - wildcardCount + starCount + octets.length() - end;
    // "x*$" and "x*" both match all that starts with x.
    return new PathPattern(text.toString(), end < octets.length() && !pending, octetCount);
  }

  /// What every matching path starts with.
  String head() {
    int end = text.indexOf(WILDCARD);
    return end < 0 ? text : text.substring(0, end);
  }

  boolean hasWildcard() {
    return text.indexOf(WILDCARD) >= 0;
  }
}
