package dev.spinneret.cli.site;

import dev.spinneret.cli.html.Cell;
import dev.spinneret.cli.html.Figures;
import dev.spinneret.cli.html.HtmlText;
import dev.spinneret.cli.html.Tile;
import dev.spinneret.cli.input.RecordField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the report says first: a verdict, the main figures, and a sentence for each thing that a
/// person should look at.
final class Findings {
  private static final double SLOW_MILLIS = 1_000;
  private static final long LARGE_BYTES = 1_000_000;
  private static final int DEEP = 5;
  private static final int MAX_CAUSES = 6;

  /// @param tone `bad`, `warn` or `plain`
  private record Finding(String tone, String sentence, String section) {}

  private final SiteFacts facts;
  private final UrlGroups.Result bodies;
  private final UrlGroups.Result titles;
  private final SiteLinks links;

  Findings(SiteFacts facts, SiteLinks links, UrlGroups.Result bodies, UrlGroups.Result titles) {
    this.facts = facts;
    this.links = links;
    this.bodies = bodies;
    this.titles = titles;
  }

  /// The outcome in one sentence.
  String verdict() {
    var broken = facts.broken.count();
    var requested = facts.requestedCount();
    if (requested == 0) {
      return "No URL was requested";
    }
    return broken == 0
        ? "No broken URL among " + Figures.count(requested)
        : "%s of %s %s broken"
            .formatted(
                Figures.count(broken),
                Figures.count(requested, "URL", "URLs"),
                broken == 1 ? "is" : "are");
  }

  /// The same as HTML, with what matters marked.
  String verdictHtml() {
    var tone = facts.broken.count() > 0 ? "bad" : "good";
    return HtmlText.escaped(verdict())
        .replaceFirst("^([0-9,]+|No broken URL)", "<b class=\"" + tone + "\">$1</b>");
  }

  /// Appends the main figures.
  void appendTiles(StringBuilder page) {
    var tiles = new ArrayList<Tile>();
    tiles.add(Tile.of(facts.requestedCount(), "URL", "URLs", "plain", "charts"));
    if (facts.pageCount() > 0) {
      tiles.add(Tile.of(facts.pageCount(), "page", "pages", "plain", "charts"));
    }
    tiles.add(Tile.of(facts.broken.count(), "broken", "broken", "bad", "broken"));
    tiles.add(Tile.of(facts.redirects.count(), "redirect", "redirects", "warn", "redirects"));
    if (facts.says(RecordField.DIGEST) || facts.says(RecordField.SHA256)) {
      tiles.add(Tile.of(bodies.urlCount(), "duplicate", "duplicates", "warn", "duplicates"));
    }
    if (facts.says(RecordField.TITLE)) {
      var count = facts.withoutTitle.count();
      tiles.add(Tile.of(count, "without title", "without title", "warn", "untitled"));
    }
    if (facts.latencyMicros.getTotalCount() > 0) {
      var median = Figures.millis(facts.latencyMicros.getValueAtPercentile(50) / 1e3);
      tiles.add(new Tile(median, "median latency", "plain", "slowest"));
    }
    if (facts.bytes() > 0) {
      tiles.add(new Tile(Figures.bytes(facts.bytes()), "in all", "plain", "largest"));
    }
    Tile.append(page, tiles);
  }

  /// Appends the sentences.
  void append(StringBuilder page) {
    var found = new ArrayList<Finding>();
    links(found);
    pages(found);
    replies(found);
    sitemap(found);
    missing(found);
    if (found.isEmpty()) {
      found.add(new Finding("good", "No problems found.", "charts"));
    }
    page.append("<section id=\"findings\">\n<h2>What to look at</h2>\n<ul class=\"findings\">\n");
    for (var finding : found) {
      page.append("<li class=\"").append(finding.tone).append("\">");
      if (finding.section.isEmpty()) {
        page.append(HtmlText.harmless(finding.sentence));
      } else {
        page.append("<a href=\"#")
            .append(finding.section)
            .append("\">")
            .append(HtmlText.harmless(finding.sentence))
            .append("</a>");
      }
      page.append("</li>\n");
    }
    page.append("</ul>\n</section>\n");
  }

  private void links(List<Finding> found) {
    var broken = facts.broken.count();
    if (broken > 0) {
      var causes = new TreeMap<>(facts.outcomes);
      causes.keySet().removeIf(outcome -> !Cell.tone(outcome).equals("bad"));
      found.add(
          new Finding(
              "bad",
              Figures.count(broken, "URL is broken (", "URLs are broken (")
                  + mostFrequent(causes)
                  + ").",
              "broken"));
    }
    var redirects = facts.redirects.count();
    if (redirects > 0) {
      var chains = new long[2];
      for (var row : facts.redirects.sorted()) {
        var target = links.target(row);
        if (target != null) {
          chains[0] += target.redirect() == null ? 0 : 1;
          chains[1] += Cell.tone(target.outcome()).equals("bad") ? 1 : 0;
        }
      }
      var sentence = Figures.count(redirects, "URL redirects", "URLs redirect");
      if (chains[0] > 0) {
        sentence += "; %s to another redirect".formatted(leads(chains[0]));
      }
      if (chains[1] > 0) {
        sentence += "; %s to a broken URL".formatted(leads(chains[1]));
      }
      found.add(new Finding(chains[1] > 0 ? "bad" : "warn", sentence + ".", "redirects"));
    }
  }

  private static String mostFrequent(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_CAUSES)
        .map(entry -> "%s: %s".formatted(entry.getKey(), Figures.count(entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String leads(long count) {
    return Figures.count(count) + (count == 1 ? " leads" : " lead");
  }

  private void pages(List<Finding> found) {
    add(
        found,
        facts.withoutTitle.count(),
        "page has no title.",
        "pages have no title.",
        "untitled");
    if (titles.groupCount() > 0) {
      found.add(
          new Finding(
              "warn",
              "%s share their title with another: %s in all."
                  .formatted(
                      Figures.count(titles.urlCount(), "page", "pages"),
                      Figures.count(titles.groupCount(), "title", "titles")),
              "titles"));
    }
    add(
        found,
        facts.withoutDescription.count(),
        "page has no description.",
        "pages have no description.",
        "descriptions");
    add(
        found,
        facts.headings.count(),
        "page has no main heading (h1), or several.",
        "pages have no main heading (h1), or several.",
        "headings");
    if (bodies.groupCount() > 0) {
      found.add(
          new Finding(
              "warn",
              "%s have the same body as another: %s."
                  .formatted(
                      Figures.count(bodies.urlCount(), "URL", "URLs"),
                      Figures.count(bodies.groupCount(), "different body", "different bodies")),
              "duplicates"));
    }
  }

  private static void add(
      List<Finding> found, long count, String one, String many, String section) {
    if (count > 0) {
      found.add(new Finding("warn", Figures.count(count, one, many), section));
    }
  }

  private void replies(List<Finding> found) {
    add(
        found,
        facts.latencies.atLeast(SLOW_MILLIS),
        "reply took a second or more.",
        "replies took a second or more.",
        "slowest");
    add(
        found,
        facts.sizes.atLeast(LARGE_BYTES),
        "body has 1 MB or more.",
        "bodies have 1 MB or more.",
        "largest");
    var deep =
        facts.depths.entrySet().stream()
            .filter(entry -> entry.getKey() > DEEP)
            .mapToLong(Map.Entry::getValue)
            .sum();
    add(
        found,
        deep,
        "URL is more than %d links from the start.".formatted(DEEP),
        "URLs are more than %d links from the start.".formatted(DEEP),
        "deepest");
  }

  private void sitemap(List<Finding> found) {
    var sitemap = facts.sitemap;
    if (!sitemap.isKnown()) {
      return;
    }
    add(
        found,
        sitemap.orphans().size(),
        "URL of the sitemap is not linked by any page.",
        "URLs of the sitemap are not linked by any page.",
        "orphans");
    add(
        found,
        sitemap.notCrawled().size(),
        "URL of the sitemap was not requested.",
        "URLs of the sitemap were not requested.",
        "uncrawled");
  }

  /// What the records do not hold, and how to get it.
  private void missing(List<Finding> found) {
    if (facts.skippedCount() > 0) {
      found.add(
          new Finding(
              "plain",
              "%s not requested (%s)."
                  .formatted(
                      Figures.count(facts.skippedCount(), "URL was", "URLs were"),
                      mostFrequent(facts.skipped)),
              ""));
    }
    if (facts.pageCount() > 0 && !facts.says(RecordField.TITLE)) {
      found.add(
          new Finding(
              "plain",
              "These records have no titles, descriptions and headings: crawl with --facts to get"
                  + " them.",
              ""));
    }
    if (!links.hasLinks() && facts.broken.count() + facts.redirects.count() > 0) {
      found.add(
          new Finding(
              "plain",
              "Only the first page that links to a URL is known: crawl with --links to get them"
                  + " all.",
              ""));
    }
    if (facts.pageCount() > 0 && !facts.sitemap.isKnown()) {
      found.add(
          new Finding(
              "plain",
              "Nothing is compared with a sitemap: crawl with --sitemaps auto, or pass --sitemap"
                  + " FILE to this report.",
              ""));
    }
  }
}
