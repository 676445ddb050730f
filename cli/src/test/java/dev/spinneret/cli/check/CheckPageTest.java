package dev.spinneret.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.LinkPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class CheckPageTest {
  private static final String HOSTILE = "<script>alert(1)</script>";

  private static CheckedLink link(
      String url, LinkClass linkClass, int status, List<String> chain, String... pages) {
    var target = new Target(url);
    for (var page : pages) {
      target.linked(page, LinkKind.A, () -> new LinkPlace(54, 8, "a", HOSTILE), 2);
    }
    return new CheckedLink(target, linkClass, status, null, "", chain, false);
  }

  private static Document page(CheckedLink... links) {
    long faults = List.of(links).stream().filter(CheckedLink::isFault).count();
    var counts = Map.of(LinkClass.BROKEN, faults);
    var figures = new CheckFigures(1, counts, links.length, faults, 0, "1 page with 3 links", 1);
    return Jsoup.parse(CheckPage.of(List.of(links), figures, Instant.EPOCH));
  }

  @Test
  void theOutcomeComesFirstAndEachFaultHasItsPlaces() {
    var page =
        page(
            link("http://h.test/gone", LinkClass.BROKEN, 404, List.of(), "http://h.test/"),
            link(
                "http://h.test/often",
                LinkClass.BROKEN,
                500,
                List.of(),
                "http://h.test/",
                "http://h.test/b",
                "http://h.test/c"),
            link("http://h.test/ok", LinkClass.OK, 200, List.of(), "http://h.test/"));

    assertEquals("2 broken links", page.expectFirst("h1").text());
    assertEquals("2 broken links: h.test", page.title());
    var rows = page.select("#broken tbody tr");
    assertEquals(2, rows.size());
    assertEquals("/gone 404 /:54:8 <a> \"" + HOSTILE + "\"", rows.get(0).text());
    assertTrue(rows.get(1).text().contains("3 links"), rows.get(1)::text);
    assertTrue(rows.get(1).text().endsWith("and 1 more"), rows.get(1)::text);
    assertEquals("/ 2", page.expectFirst("#pages tbody tr").text());
    assertFalse(page.html().contains("http://h.test/ok"), "what is right is not listed");
  }

  @Test
  void theLinesSayWhatWasNotChecked() {
    var none = new CheckFigures(0, Map.of(), 0, 0, 0, "work", 1);
    assertEquals("nothing was checked; 0 targets\nwork\n", none.lines());
    var noLinks = new CheckFigures(1, Map.of(), 0, 0, 0, "work", 1);
    assertEquals("no broken links; 0 targets\nwork\n", noLinks.lines());
    var some =
        new CheckFigures(1, Map.of(LinkClass.OK, 1L, LinkClass.UNCHECKED, 2L), 3, 0, 0, "", 1);
    assertEquals(
        "no broken links among those that were checked; 3 targets: ok 1, unchecked 2\n\n",
        some.lines());
    var allowed = new CheckFigures(1, Map.of(LinkClass.BROKEN, 2L), 2, 1, 1, "", 1);
    assertEquals("1 broken link; 2 targets: broken 2; 1 of them allowed\n\n", allowed.lines());
  }

  @Test
  void whatPagesSayStaysText() {
    var page =
        page(
            link(
                "javascript:alert(1)//" + HOSTILE,
                LinkClass.MALFORMED,
                0,
                List.of(),
                "http://h.test/"));

    assertEquals(1, page.select("script").size(), "the page's own");
    assertEquals(List.of(), page.select("a[href^=javascript]"));
  }

  @Test
  void redirectsShowWhereTheyLead() {
    var page =
        page(
            link(
                "http://h.test/old",
                LinkClass.REDIRECTED,
                200,
                List.of("http://h.test/mid", "http://h.test/new"),
                "http://h.test/"));

    assertEquals("No broken links", page.expectFirst("h1").text());
    assertTrue(page.expectFirst("#redirected tbody tr").text().startsWith("/old 200 /new"));
    assertEquals(List.of(), page.select("#broken"));
  }
}
