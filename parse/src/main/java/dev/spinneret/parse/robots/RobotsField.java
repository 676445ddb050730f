package dev.spinneret.parse.robots;

import static java.util.Map.entry;

import java.util.Map;

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

  /// None begins with another one, so the order of the entries does not matter.
  private static final Map<String, RobotsField> SPELLINGS =
      Map.ofEntries(
          entry("user-agent", USER_AGENT),
          entry("useragent", USER_AGENT),
          entry("user agent", USER_AGENT),
          entry("allow", ALLOW),
          entry("disallow", DISALLOW),
          entry("dissallow", DISALLOW),
          entry("dissalow", DISALLOW),
          entry("disalow", DISALLOW),
          entry("diasllow", DISALLOW),
          entry("disallaw", DISALLOW),
          entry("sitemap", SITEMAP),
          entry("site-map", SITEMAP),
          entry("crawl-delay", CRAWL_DELAY),
          entry("crawldelay", CRAWL_DELAY),
          entry("crawl delay", CRAWL_DELAY));

  static RobotsField of(String name) {
    for (var spelling : SPELLINGS.entrySet()) {
      var start = spelling.getKey();
      if (name.regionMatches(true, 0, start, 0, start.length())) {
        return spelling.getValue();
      }
    }
    return OTHER;
  }
}
