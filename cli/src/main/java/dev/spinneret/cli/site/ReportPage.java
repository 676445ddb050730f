package dev.spinneret.cli.site;

import dev.spinneret.cli.html.Figures;
import dev.spinneret.cli.html.HtmlPage;
import dev.spinneret.cli.html.HtmlText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report as a page: verdict, figures, findings, charts, tables.
final class ReportPage {
  private final SiteFacts facts;
  private final SiteLinks links;
  private final int rows;
  private final @Nullable String title;
  private final List<String> sources;
  private final Instant now;

  /// @param rows how many rows each table has at most
  /// @param title of the page; null for the name of the host
  /// @param sources what the records were read from
  /// @param now the time that the page gives as its own
  ReportPage(
      SiteFacts facts,
      SiteLinks links,
      int rows,
      @Nullable String title,
      List<String> sources,
      Instant now) {
    this.facts = facts;
    this.links = links;
    this.rows = rows;
    this.title = title;
    this.sources = sources;
    this.now = now;
  }

  String html() {
    var bodies = facts.bodies.result(rows);
    var titles = facts.titles.result(rows);
    var findings = new Findings(facts, links, bodies, titles);
    var page = new StringBuilder(1 << 16);
    var origin = facts.mainOrigin();
    var name = title == null ? HtmlPage.siteName(origin, "Crawl") : title;
    header(page, name, findings);
    page.append("<main>\n");
    findings.append(page);
    if (facts.requestedCount() > 0) {
      Charts.append(page, facts);
    }
    new ReportTables(facts, links, rows, bodies, titles)
        .all()
        .forEach(table -> table.appendTo(page, origin));
    page.append("</main>\n");
    page.append(HtmlPage.footer(" from " + String.join(", ", sources), now, rows));
    return HtmlPage.report(findings.verdict() + ": " + name, page.toString());
  }

  private void header(StringBuilder page, String name, Findings findings) {
    page.append("<header>\n<p class=\"eyebrow\">")
        .append(HtmlText.harmless(name))
        .append("</p>\n<h1>")
        .append(findings.verdictHtml())
        .append("</h1>\n");
    if (!facts.timeline.isEmpty()) {
      page.append("<p class=\"lead\">").append(HtmlText.escaped(when())).append("</p>\n");
    }
    findings.appendTiles(page);
    page.append("</header>\n");
  }

  private String when() {
    var first = Instant.ofEpochMilli(facts.timeline.firstMillis());
    var last = Instant.ofEpochMilli(facts.timeline.lastMillis());
    var millis = (double) Duration.between(first, last).toMillis();
    return "Crawled on %s from %s to %s UTC, in %s"
        .formatted(
            Figures.day(first), Figures.time(first), Figures.time(last), Figures.millis(millis));
  }
}
