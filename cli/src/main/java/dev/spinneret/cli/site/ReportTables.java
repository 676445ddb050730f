package dev.spinneret.cli.site;

import dev.spinneret.cli.html.Cell;
import dev.spinneret.cli.html.DataTable;
import dev.spinneret.cli.html.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The tables of the report, in the order of their weight.
final class ReportTables {
  private static final String LINKED_FROM = "Linked from";

  private final SiteFacts facts;
  private final SiteLinks links;
  private final int rows;
  private final UrlGroups.Result bodies;
  private final UrlGroups.Result titles;

  ReportTables(
      SiteFacts facts,
      SiteLinks links,
      int rows,
      UrlGroups.Result bodies,
      UrlGroups.Result titles) {
    this.facts = facts;
    this.links = links;
    this.rows = rows;
    this.bodies = bodies;
    this.titles = titles;
  }

  List<DataTable> all() {
    var tables = new ArrayList<DataTable>();
    tables.add(
        table(
            "broken",
            "Broken",
            "Requests that failed, and replies with status 400 or above.",
            facts.broken,
            List.of("URL", "Outcome", LINKED_FROM, "Depth"),
            row -> List.of(url(row), outcome(row), referrers(row), depth(row))));
    tables.add(
        table(
            "redirects",
            "Redirects",
            "",
            facts.redirects,
            List.of("URL", "Status", "Leads to", "Target", LINKED_FROM),
            row ->
                List.of(
                    url(row),
                    outcome(row),
                    Cell.url(row.redirect()),
                    target(row),
                    referrers(row))));
    tables.add(duplicates());
    tables.add(pages("untitled", "Pages without a title", facts.withoutTitle));
    tables.add(sharedTitles());
    tables.add(pages("descriptions", "Pages without a description", facts.withoutDescription));
    tables.add(
        table(
            "headings",
            "Pages without one main heading",
            "Pages that have no h1, or several.",
            facts.headings,
            List.of("URL", "h1", LINKED_FROM),
            row ->
                List.of(url(row), number(Long.parseLong(row.note())), Cell.url(row.referrer()))));
    tables.add(sitemap("orphans", "In the sitemap, linked by no page", facts.sitemap.orphans()));
    tables.add(sitemap("uncrawled", "In the sitemap, not requested", facts.sitemap.notCrawled()));
    tables.add(
        table(
            "slowest",
            "Slowest replies",
            "From the start of the last attempt to the end of the body.",
            facts.slowest,
            List.of("URL", "Status", "Time", "Size"),
            row -> List.of(url(row), outcome(row), millis(row), bytes(row))));
    tables.add(
        table(
            "largest",
            "Largest bodies",
            "",
            facts.largest,
            List.of("URL", "Type", "Size", "Time"),
            row ->
                List.of(
                    url(row),
                    new Cell.Text(row.type() == null ? "" : row.type()),
                    bytes(row),
                    millis(row))));
    tables.add(
        table(
            "deepest",
            "Deepest pages",
            "By the number of links from the start.",
            facts.deepest,
            List.of("URL", "Depth", LINKED_FROM),
            row -> List.of(url(row), depth(row), Cell.url(row.referrer()))));
    return tables;
  }

  private static DataTable table(
      String id,
      String title,
      String note,
      TopList<PageRow> list,
      List<String> columns,
      Function<PageRow, List<Cell>> cells) {
    return new DataTable(
        id, title, note, columns, list.sorted().stream().map(cells).toList(), list.count());
  }

  private static DataTable pages(String id, String title, TopList<PageRow> list) {
    return table(
        id,
        title,
        "",
        list,
        List.of("URL", "Depth", LINKED_FROM),
        row -> List.of(url(row), depth(row), Cell.url(row.referrer())));
  }

  private DataTable duplicates() {
    var cells =
        bodies.groups().stream()
            .map(group ->
                List.<Cell>of(
                    new Cell.Url(group.first().getFirst()),
                    number(group.count()),
                    new Cell.Urls(
                        group.count() - 1, group.first().subList(1, group.first().size()))))
            .toList();
    return new DataTable(
        "duplicates",
        "Duplicate bodies",
        "Each row is a body that several URLs have.",
        List.of("URL", "Count", "Same body"),
        cells,
        bodies.groupCount());
  }

  private DataTable sharedTitles() {
    var cells =
        titles.groups().stream()
            .map(group ->
                List.<Cell>of(
                    new Cell.Text(group.shared()),
                    number(group.count()),
                    new Cell.Urls(group.count(), group.first())))
            .toList();
    return new DataTable(
        "titles",
        "Titles of several pages",
        "",
        List.of("Title", "Count", "URLs"),
        cells,
        titles.groupCount());
  }

  private static Cell number(long count) {
    return new Cell.Figure(count, Figures.count(count));
  }

  private DataTable sitemap(String id, String title, List<SitemapUrls.Entry> entries) {
    var note =
        facts.sitemap.isCut()
            ? "Only the first %s URLs of the sitemaps were compared."
                .formatted(Figures.count(facts.sitemap.count()))
            : "";
    var cells =
        entries.stream()
            .limit(rows)
            .map(entry -> List.<Cell>of(new Cell.Url(entry.url())))
            .toList();
    return new DataTable(id, title, note, List.of("URL"), cells, entries.size());
  }

  private static Cell url(PageRow row) {
    return new Cell.Url(row.url());
  }

  private static Cell outcome(PageRow row) {
    return new Cell.Outcome(row.outcome());
  }

  private Cell target(PageRow row) {
    var target = links.target(row);
    return new Cell.Outcome(target == null ? "unknown" : target.outcome());
  }

  private Cell referrers(PageRow row) {
    var referrers = links.referrers(row);
    return new Cell.Urls(referrers.count(), referrers.first());
  }

  private static Cell depth(PageRow row) {
    return row.depth() < 0 ? new Cell.Figure(-1, "") : number(row.depth());
  }

  private static Cell millis(PageRow row) {
    return row.latencyMillis() < 0
        ? new Cell.Figure(-1, "")
        : new Cell.Figure(row.latencyMillis(), Figures.millis(row.latencyMillis()));
  }

  private static Cell bytes(PageRow row) {
    return row.bytes() < 0
        ? new Cell.Figure(-1, "")
        : new Cell.Figure(row.bytes(), Figures.bytes(row.bytes()));
  }
}
