package dev.spinneret.parse.robots;

/// What robots.txt says about one URL.
///
/// @param allowed whether the URL may be fetched
/// @param line the line of robots.txt that decided, counted from 1; 0 when no rule matched
public record RobotsDecision(boolean allowed, int line) {
  /// The decision where no rule matches: allowed (RFC 9309 §2.2.2).
  static final RobotsDecision NO_RULE = new RobotsDecision(true, 0);

  /// The decision when robots.txt is unavailable: nothing is allowed (RFC 9309 §2.3.1.4).
  static final RobotsDecision UNREACHABLE = new RobotsDecision(false, 0);
}
