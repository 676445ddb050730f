package dev.spinneret.cli.check;

import dev.spinneret.cli.html.Cell;
import dev.spinneret.cli.html.DataTable;
import dev.spinneret.cli.html.Figures;
import dev.spinneret.cli.html.HtmlPage;
import dev.spinneret.cli.html.HtmlText;
import dev.spinneret.cli.html.Tile;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Checked links as a page of HTML: the outcome first, then a table for each class, faults before
/// the rest.
final class CheckPage {
  /// The most rows of a table.
  private static final int ROWS = 2_000;

  private final List<CheckedLink> links;
  private final CheckFigures figures;
  private final Instant now;
  private final String origin;
  private final String site;

  private CheckPage(List<CheckedLink> links, CheckFigures figures, Instant now) {
    this.links = links;
    this.figures = figures;
    this.now = now;
    origin = origin(links);
    site = HtmlPage.siteName(origin, "Check");
  }

  /// The page.
  ///
  /// @param now the time that the page gives as its own
  static String of(List<CheckedLink> links, CheckFigures figures, Instant now) {
    return new CheckPage(links, figures, now).html();
  }

  private String html() {
    var page = new StringBuilder(1 << 14);
    header(page);
    page.append("<main>\n");
    tables().forEach(table -> table.appendTo(page, origin));
    page.append("</main>\n").append(HtmlPage.footer("", now, ROWS));
    return HtmlPage.report(outcome() + ": " + site, page.toString());
  }

  private void header(StringBuilder page) {
    var tone = figures.faultCount() > 0 ? "bad" : "good";
    page.append("<header>\n<p class=\"eyebrow\">")
        .append(HtmlText.harmless(site))
        .append("</p>\n<h1><b class=\"")
        .append(tone)
        .append("\">")
        .append(HtmlText.escaped(outcome()))
        .append("</b></h1>\n<p class=\"lead\">")
        .append(HtmlText.escaped("Checked: " + figures.work() + "."))
        .append("</p>\n");
    var tiles = new ArrayList<Tile>();
    tiles.add(Tile.of(figures.targetCount(), "target", "targets", "plain", "pages"));
    tiles.add(tile(LinkClass.BROKEN, "broken", "bad", "broken"));
    tiles.add(tile(LinkClass.TIMEOUT, "no answer in time", "bad", "broken"));
    tiles.add(tile(LinkClass.MALFORMED, "malformed", "bad", "broken"));
    tiles.add(tile(LinkClass.FRAGMENT_MISSING, "missing anchors", "bad", "anchors"));
    tiles.add(tile(LinkClass.REDIRECTED, "redirected", "warn", "redirected"));
    tiles.add(tile(LinkClass.BLOCKED, "blocked", "warn", "blocked"));
    tiles.add(tile(LinkClass.UNCHECKED, "not checked", "warn", "unchecked"));
    tiles.removeIf(tile -> tile.figure().equals("0") && !tile.label().equals("broken"));
    Tile.append(page, tiles);
    page.append("</header>\n");
  }

  private String outcome() {
    var text = figures.outcome();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private Tile tile(LinkClass linkClass, String label, String tone, String section) {
    return Tile.of(figures.count(linkClass), label, label, tone, section);
  }

  private List<DataTable> tables() {
    return List.of(
        table(
            "broken",
            "Broken",
            "",
            link -> link.isFault() && link.linkClass() != LinkClass.FRAGMENT_MISSING),
        table(
            "anchors",
            "Anchors that are missing",
            "The page is there, and nothing in it has the name of the fragment.",
            link -> link.isFault() && link.linkClass() == LinkClass.FRAGMENT_MISSING),
        pages(),
        table("allowed", "Faults that are allowed", "", CheckedLink::isAllowed),
        table(
            "redirected",
            "Redirected",
            "The target is there, at another URL.",
            link -> link.linkClass() == LinkClass.REDIRECTED),
        table(
            "blocked",
            "Blocked",
            "The server refuses programs or strangers; a person with a browser may see it.",
            link -> link.linkClass() == LinkClass.BLOCKED),
        table("unchecked", "Not checked", "", link -> link.linkClass() == LinkClass.UNCHECKED));
  }

  private DataTable table(String id, String title, String note, Predicate<CheckedLink> which) {
    var all = links.stream().filter(which).toList();
    var shown = all.subList(0, Math.min(ROWS, all.size()));
    boolean redirects = shown.stream().anyMatch(link -> !link.chain().isEmpty());
    var columns =
        redirects
            ? List.of("URL", "Outcome", "Leads to", "Linked from")
            : List.of("URL", "Outcome", "Linked from");
    var rows = shown.stream().map(link -> row(link, redirects)).toList();
    return new DataTable(id, title, note, columns, rows, all.size());
  }

  private static List<Cell> row(CheckedLink link, boolean redirects) {
    var cells = new ArrayList<Cell>();
    cells.add(new Cell.Url(link.target().url));
    cells.add(new Cell.Outcome(link.what(), tone(link)));
    if (redirects) {
      cells.add(Cell.url(link.chain().isEmpty() ? null : link.chain().getLast()));
    }
    var places =
        link.target().referrers().stream()
            .map(referrer ->
                new Cell.Place(referrer.page(), referrer.position(), referrer.element()))
            .toList();
    cells.add(new Cell.Places(link.target().referrerCount(), places));
    return cells;
  }

  private static String tone(CheckedLink link) {
    return switch (link.linkClass()) {
      case OK -> "good";
      case REDIRECTED, BLOCKED -> "warn";
      case UNCHECKED -> "plain";
      case BROKEN, TIMEOUT, MALFORMED, FRAGMENT_MISSING -> link.isAllowed() ? "plain" : "bad";
    };
  }

  /// The pages with faulty links. Of a target with more links than are kept, only those count.
  private DataTable pages() {
    var counts = new HashMap<String, Long>();
    links.stream()
        .filter(CheckedLink::isFault)
        .flatMap(link -> link.target().referrers().stream())
        .forEach(referrer -> counts.merge(referrer.page(), 1L, Long::sum));
    var rows =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(ROWS)
            .map(page ->
                List.<Cell>of(
                    new Cell.Url(page.getKey()),
                    new Cell.Figure(page.getValue(), Figures.count(page.getValue()))))
            .toList();
    return new DataTable(
        "pages",
        "Pages with broken links",
        "",
        List.of("URL", "Broken links"),
        rows,
        counts.size());
  }

  /// The site that most links stand in.
  private static String origin(List<CheckedLink> links) {
    var counts = new HashMap<String, Long>();
    for (var link : links) {
      var origin = originOf(link.target().referrers().getFirst().page());
      if (origin != null) {
        counts.merge(origin, 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static @Nullable String originOf(String page) {
    var url = WebUrl.parse(page, null);
    return url == null ? null : url.origin();
  }
}
