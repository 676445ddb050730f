package dev.spinneret.parse.robots;

import java.util.List;
import java.util.Locale;

/// The fields of robots.txt that we use, and their accepted spellings.
///
/// As in Google's parser, a field is recognised by its beginning, in any case: `Disallowed` is
/// `disallow`. The accepted typos are that parser's, too, except those of `Crawl-delay`, which it
/// does not read.
enum RobotsField {
  USER_AGENT,
  ALLOW,
  DISALLOW,
  SITEMAP,
  CRAWL_DELAY,
  OTHER;

  private record Spelling(String start, RobotsField field) {}

  /// The most common first. None begins with another.
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
