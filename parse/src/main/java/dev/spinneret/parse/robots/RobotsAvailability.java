package dev.spinneret.parse.robots;

/// What the answer to a request for robots.txt means for the host's other URLs (RFC 9309 §2.3.1).
public enum RobotsAvailability {
  /// The body holds the rules: 2xx.
  PARSE,
  /// The rules are behind the Location of this answer: 3xx within the first [#MAX_HOPS] hops. They
  /// hold for the host that was asked first. Without a Location that can be followed it is
  /// [#ALLOW_ALL].
  FOLLOW,
  /// There are no rules ("unavailable"): 4xx, or a redirect too many.
  ALLOW_ALL,
  /// The rules are unknown ("unreachable"): 5xx, 429, no answer, or an invalid status. Nothing may
  /// be fetched until robots.txt is available; request it again later.
  DENY_ALL;

  /// How many redirects in a row are followed, whatever the authority they lead to; RFC 9309
  /// §2.3.1.2 asks for at least five.
  public static final int MAX_HOPS = 5;

  /// Reads a status.
  ///
  /// 429 means that the server is alive and overloaded, not that there are no rules: like Google's
  /// crawler, we treat it as a server error. A 304 to an unconditional request, like any 3xx
  /// without a Location, holds no rules.
  ///
  /// @param status the HTTP status; for a failure without one, 0 or any number that is no status
  /// @param hopCount how many redirects were followed before this answer
  /// @return what to do
  public static RobotsAvailability ofStatus(int status, int hopCount) {
    return switch (status / 100) {
      case 2 -> PARSE;
      case 3 -> hopCount < MAX_HOPS && status != 304 ? FOLLOW : ALLOW_ALL;
      case 4 -> status == 429 ? DENY_ALL : ALLOW_ALL;
      default -> DENY_ALL;
    };
  }
}
