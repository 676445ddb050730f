package dev.spinneret.parse.robots;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a robots.txt from top to bottom and keeps what applies to one crawler.
///
/// All groups that name the crawler are one (RFC 9309 §2.2.1); the groups for `*` apply only when
/// none does. Only allow and disallow lines end a run of user-agent lines: other records must not
/// split groups (§2.2.4). A Crawl-delay belongs to the user-agent lines right before it, so it has
/// a cursor of its own, which it moves itself:
///
/// ```
/// User-agent: a
/// Crawl-delay: 1     for a
/// User-agent: b
/// Crawl-delay: 2     for b
/// Disallow: /x       for a and b
/// ```
final class RobotsParser {
  private final ProductToken token;
  private final GroupCursor ruleGroup = new GroupCursor();
  private final GroupCursor delayGroup = new GroupCursor();
  private final Reading forUs = new Reading();
  private final Reading forEveryone = new Reading();
  private final Reading forOthers = new Reading();
  private final Set<String> sitemaps = new LinkedHashSet<>();
  private boolean isNamed;

  /// What was read for one kind of reader.
  private static final class Reading {
    private final List<Rule> rules = new ArrayList<>();
    private @Nullable Duration delay;
  }

  private RobotsParser(ProductToken token) {
    this.token = token;
  }

  static RobotsRules parse(byte[] body, String productToken) {
    var parser = new RobotsParser(ProductToken.of(productToken));
    parser.readLines(RobotsText.octets(body));
    var reading = parser.isNamed ? parser.forUs : parser.forEveryone;
    if (reading.rules.isEmpty() && reading.delay == null && parser.sitemaps.isEmpty()) {
      return RobotsRules.allowAll();
    }
    return new RobotsRules(
        new RuleIndex(reading.rules), reading.delay, List.copyOf(parser.sitemaps));
  }

  private void readLines(String octets) {
    int number = 1;
    int start = 0;
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (c == '\n' || c == '\r') {
        read(number, octets, start, i);
        number++;
        if (c == '\r' && i + 1 < octets.length() && octets.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    read(number, octets, start, octets.length());
  }

  private void read(int number, String octets, int from, int to) {
    var line = RobotsLine.of(number, octets, from, to);
    if (line == null) {
      return;
    }
    switch (line.field()) {
      case USER_AGENT -> userAgent(line);
      case ALLOW -> rule(line, true);
      case DISALLOW -> rule(line, false);
      case CRAWL_DELAY -> crawlDelay(line);
      case SITEMAP -> sitemap(line);
      case OTHER -> {}
    }
  }

  private void userAgent(RobotsLine line) {
    var match = token.match(line.value());
    isNamed |= match == ProductToken.Match.US;
    ruleGroup.userAgent(match);
    delayGroup.userAgent(match);
  }

  private void rule(RobotsLine line, boolean allow) {
    ruleGroup.endsStart();
    delayGroup.endsStart();
    if (line.value().isEmpty() || ruleGroup.reader() == ProductToken.Match.OTHERS) {
      return;
    }
    var rules = reading(ruleGroup).rules;
    rules.add(new Rule(PathPattern.of(line.value()), allow, line.number()));
    int slash = line.value().lastIndexOf('/');
    if (allow && slash >= 0 && line.value().startsWith("/index.htm", slash)) {
      // Allowing the index page allows the directory that shows it, as in Google's parser.
      var directory = line.value().substring(0, slash + 1) + "$";
      rules.add(new Rule(PathPattern.of(directory), true, line.number()));
    }
  }

  private void crawlDelay(RobotsLine line) {
    delayGroup.endsStart();
    var reading = reading(delayGroup);
    reading.delay = CrawlDelay.longer(reading.delay, CrawlDelay.parse(line.value()));
  }

  private void sitemap(RobotsLine line) {
    if (!line.value().isEmpty()) {
      sitemaps.add(RobotsText.decoded(line.value()));
    }
  }

  private Reading reading(GroupCursor group) {
    return switch (group.reader()) {
      case US -> forUs;
      case EVERYONE -> forEveryone;
      case OTHERS -> forOthers;
    };
  }
}
