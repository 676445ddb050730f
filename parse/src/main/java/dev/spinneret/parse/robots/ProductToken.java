package dev.spinneret.parse.robots;

/// The name under which a crawler looks for its groups (RFC 9309 §2.2.1).
public final class ProductToken {
  /// Which crawlers a user-agent line addresses.
  enum Match {
    US,
    EVERYONE,
    OTHERS
  }

  private final String name;
  private final boolean isStandard;

  private ProductToken(String name) {
    this.name = name;
    this.isStandard = name.chars().allMatch(ProductToken::isTokenChar);
  }

  /// The token of a crawler's name or of its whole User-Agent. An empty one or `*` matches no line
  /// but `*`.
  static ProductToken of(String agent) {
    var name = nameOf(agent);
    return new ProductToken(name.equals("*") ? "" : name);
  }

  /// The product token of a User-Agent: what precedes the first slash or white space.
  ///
  /// @param agent a crawler's name, or its whole User-Agent, such as `Bot/2.0
  ///   (+https://bot.example)`
  /// @return such as `Bot`
  public static String nameOf(String agent) {
    int end = 0;
    while (end < agent.length()
        && agent.charAt(end) != '/'
        && !RobotsLine.isSpace(agent.charAt(end))) {
      end++;
    }
    return agent.substring(0, end);
  }

  /// Reads the value of a user-agent line.
  ///
  /// The line's token is compared without regard to case and ends at the first octet that a token
  /// may not have, so that `Foo/1.2` and `Foo Bar` are lines for `foo`; so does Google's parser.
  /// The RFC allows letters, `-` and `_`; a crawler whose own name has more than that, say `bot2`,
  /// finds lines with just that name, not those for `bot21`.
  Match match(String octets) {
    if (octets.startsWith("*") && (octets.length() == 1 || !isTokenChar(octets.charAt(1)))) {
      return Match.EVERYONE;
    }
    var value = RobotsText.decoded(octets);
    if (name.isEmpty() || !value.regionMatches(true, 0, name, 0, name.length())) {
      return Match.OTHERS;
    }
    if (value.length() == name.length()) {
      return Match.US;
    }
    char next = value.charAt(name.length());
    boolean goesOn = isTokenChar(next) || (!isStandard && Character.isLetterOrDigit(next));
    return goesOn ? Match.OTHERS : Match.US;
  }

  private static boolean isTokenChar(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  }
}
