package dev.spinneret.parse.robots;

import java.util.List;
import java.util.Locale;

/// The fields of robots.txt that mean something to us, and the spellings they are known under.
///
/// Like Google's parser we take a field for what it begins with, in any case: `Disallowed` is
/// `disallow`. The typos are that parser's, too; `Crawl-delay` is not its business, so those are
/// ours.
enum RobotsField {
  USER_AGENT,
  ALLOW,
  DISALLOW,
  SITEMAP,
  CRAWL_DELAY,
  OTHER;

  private record Spelling(String start, RobotsField field) {}

  /// The commonest first. None begins with another one.
  private static final List<Spelling> SPELLINGS =
      List.of(
          new Spelling("disallow", DISALLOW),
          new Spelling("allow", ALLOW),
          new Spelling("user-agent", USER_AGENT),
          new Spelling("sitemap", SITEMAP),
          new Spelling("crawl-delay", CRAWL_DELAY),
          new Spelling("useragent", USER_AGENT),
          new Spelling("user agent", USER_AGENT),
          new Spelling("dissallow", DISALLOW),
          new Spelling("dissalow", DISALLOW),
          new Spelling("disalow", DISALLOW),
          new Spelling("diasllow", DISALLOW),
          new Spelling("disallaw", DISALLOW),
          new Spelling("site-map", SITEMAP),
          new Spelling("crawldelay", CRAWL_DELAY),
          new Spelling("crawl delay", CRAWL_DELAY));

  private static final int LONGEST_SPELLING = 11;

  static RobotsField of(String name) {
    var start =
        name.substring(0, Math.min(name.length(), LONGEST_SPELLING)).toLowerCase(Locale.ROOT);
    for (var spelling : SPELLINGS) {
      if (start.startsWith(spelling.start())) {
        return spelling.field();
      }
    }
    return OTHER;
  }
}
