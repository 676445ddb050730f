package dev.spinneret.parse.robots;

import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one robots.txt says to one crawler (RFC 9309).
///
/// Immutable, so any thread may use it. A decision costs a binary search among the rules and, where
/// rules with stars could match, one pass over the URL for all of them together: thousands of rules
/// cost no more than a few, and no pattern takes exponential time.
public final class RobotsRules {
  /// How much of a robots.txt is read: 500 KiB, the minimum of RFC 9309 §2.5. What follows the last
  /// whole line within it is ignored; there is no need to fetch more.
  public static final int LIMIT_BYTES = 500 * 1024;

  private static final RobotsRules ALLOW_ALL =
      new RobotsRules(new RuleIndex(List.of()), null, List.of());
  private static final RobotsRules DENY_ALL = new RobotsRules(null, null, List.of());

  /// Null where nothing is allowed.
  private final @Nullable RuleIndex rules;

  private final @Nullable Duration crawlDelay;
  private final List<String> sitemaps;

  RobotsRules(@Nullable RuleIndex rules, @Nullable Duration crawlDelay, List<String> sitemaps) {
    this.rules = rules;
    this.crawlDelay = crawlDelay;
    this.sitemaps = sitemaps;
  }

  /// Reads a robots.txt. Any bytes give rules; malformed lines are skipped.
  ///
  /// @param body the body of the answer, content codings undone
  /// @param productToken the crawler's name as groups mention it, such as `Spinneret`; of a whole
  ///   User-Agent, the part before the first slash or space is used
  /// @return the rules for that crawler
  public static RobotsRules parse(byte[] body, String productToken) {
    return RobotsParser.parse(body, productToken);
  }

  /// The part of a robots.txt that is read: all that has to be kept.
  ///
  /// @param body the body of the answer, content codings undone
  /// @return its whole lines within [#LIMIT_BYTES]; the body itself when that is all of it
  public static byte[] readPart(byte[] body) {
    return RobotsText.bounded(body);
  }

  /// The rules of a host that has no robots.txt.
  ///
  /// @return rules that allow every URL
  public static RobotsRules allowAll() {
    return ALLOW_ALL;
  }

  /// The rules of a host whose robots.txt is unreachable at present.
  ///
  /// @return rules that allow no URL
  public static RobotsRules denyAll() {
    return DENY_ALL;
  }

  /// Decides whether a URL may be fetched. Its scheme, host and port are ignored: the caller makes
  /// sure that this robots.txt is theirs.
  ///
  /// The longest matching rule decides; of equally long ones, an allow (§2.2.2). `/robots.txt` is
  /// allowed whatever the rules say.
  ///
  /// @param url the URL to fetch
  /// @return the decision and the line it rests on
  public RobotsDecision decide(WebUrl url) {
    return decide(url.requestTarget());
  }

  RobotsDecision decide(String requestTarget) {
    if (rules == null) {
      return RobotsDecision.UNREACHABLE;
    }
    if (requestTarget.equals("/robots.txt")) {
      return RobotsDecision.NO_RULE;
    }
    return rules.decide(CanonicalPath.ofTarget(requestTarget));
  }

  /// The pause that the host asks for between two requests.
  ///
  /// Not part of RFC 9309. It is taken from the lines that follow a user-agent line for this
  /// crawler, or for `*` when no group names the crawler; the longest of several. The caller sets
  /// its own bound: a file may ask for up to a year.
  ///
  /// @return the pause, possibly zero; null when the file has none
  public @Nullable Duration crawlDelay() {
    return crawlDelay;
  }

  /// The sitemaps that the file mentions, for any crawler (§2.2.4).
  ///
  /// @return the values of the Sitemap lines in order, each once: absolute URLs if the host follows
  ///   the sitemaps protocol, but possibly relative to robots.txt, or not URLs at all
  public List<String> sitemaps() {
    return sitemaps;
  }

  /// How much memory these rules take.
  ///
  /// @return bytes, estimated; 0 for [#allowAll] and [#denyAll]
  public long memoryBytes() {
    if (this == ALLOW_ALL || this == DENY_ALL) {
      return 0;
    }
    long bytes = rules == null ? 0 : rules.memoryBytes();
    for (var sitemap : sitemaps) {
      bytes += 64 + 2L * sitemap.length();
    }
    return bytes;
  }
}
