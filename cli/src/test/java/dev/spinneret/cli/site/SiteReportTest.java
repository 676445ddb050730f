package dev.spinneret.cli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteReportTest {
  private static final Instant NOW = Instant.parse("2026-11-30T06:00:00Z");

  private static final String SITE =
      """
      {"url":"http://h/","status":200,"error":null,"verdict":"fetched","depth":0,"referrer":null,"type":"text/html","bytes":1500000,"digest":"1","started":"2026-11-30T05:00:00Z","ms":{"wait":1200},"title":"Home","h1_count":1,"description":"d","links":["http://h/gone","http://h/a","http://h/old#x"]}
      {"url":"http://h/a","status":200,"error":null,"verdict":"fetched","depth":1,"referrer":"http://h/","type":"text/html; charset=utf-8","bytes":10,"digest":"2","started":"2026-11-30T05:00:01Z","ms":{"wait":10},"title":"Same","h1_count":2,"description":null,"links":["http://h/gone","http://h/gone","http://h/"]}
      {"url":"http://h/b","status":200,"error":null,"verdict":"duplicate","depth":1,"referrer":"http://h/","type":"text/html","bytes":10,"digest":"2","started":"2026-11-30T05:00:02Z","ms":{"wait":20},"title":"Same","h1_count":1,"description":"d","links":[]}
      {"url":"http://h/c","status":200,"error":null,"verdict":"fetched","depth":0,"referrer":"http://h/sitemap.xml","type":"text/html","bytes":11,"digest":"3","started":"2026-11-30T05:00:03Z","ms":{"wait":20},"title":" ","h1_count":0,"description":"d","links":["http://h/c"]}
      {"url":"http://h/gone","status":404,"error":null,"verdict":"fetched","depth":1,"referrer":"http://h/","type":"text/html","bytes":9,"digest":"4","started":"2026-11-30T05:00:04Z","ms":{"wait":20}}
      {"url":"http://h/old","status":301,"error":null,"verdict":"redirected","depth":1,"referrer":"http://h/","redirect":"http://h/gone","bytes":0,"digest":"5","started":"2026-11-30T05:00:05Z","ms":{"wait":20}}
      {"url":"http://other/","status":null,"error":null,"verdict":"out_of_scope","depth":1,"referrer":"http://h/"}
      """;

  @TempDir Path directory;

  @Test
  void theOutcomeComesFirst() throws IOException {
    var page = report(SITE);
    assertEquals("1 of 6 URLs is broken", page.select("h1").text());
    assertEquals("1 of 6 URLs is broken: h", page.title());
    assertEquals(
        "Crawled on 30 November 2026 from 05:00:00 to 05:00:05 UTC, in 5 s",
        page.select(".lead").text());
    assertEquals(
        List.of(
            "1 URL is broken (404: 1).",
            "1 URL redirects; 1 leads to a broken URL.",
            "1 page has no title.",
            "2 pages share their title with another: 1 title in all.",
            "1 page has no description.",
            "2 pages have no main heading (h1), or several.",
            "2 URLs have the same body as another: 1 different body.",
            "1 reply took a second or more.",
            "1 body has 1 MB or more.",
            "1 URL of the sitemap is not linked by any page.",
            "1 URL was not requested (out_of_scope: 1)."),
        page.select(".findings li").eachText());
  }

  @Test
  void everyTableHoldsWhatItsHeadingSays() throws IOException {
    var page = report(SITE);
    assertEquals(List.of("/gone 404 2 pages / /a 1"), rows(page, "broken"));
    assertEquals(List.of("/old 301 /gone 404 /"), rows(page, "redirects"));
    assertEquals(List.of("/a 2 /b"), rows(page, "duplicates"));
    assertEquals(List.of("/c 0 /sitemap.xml"), rows(page, "untitled"));
    assertEquals(List.of("Same 2 2 pages /a /b"), rows(page, "titles"));
    assertEquals(List.of("/a 1 /"), rows(page, "descriptions"));
    assertEquals(List.of("/c 0 /sitemap.xml", "/a 2 /"), rows(page, "headings"));
    assertEquals(List.of("/c"), rows(page, "orphans"));
    assertEquals("/ 200 1.2 s 1.5 MB", rows(page, "slowest").getFirst());
    assertEquals("/ text/html 1.5 MB 1.2 s", rows(page, "largest").getFirst());
    assertEquals(List.of("/b 1 /", "/a 1 /"), rows(page, "deepest"));
  }

  @Test
  void pagesThatARecrawlDidNotReceiveAgainAreDuplicatesToo() throws IOException {
    var kept =
        """
        {"url":"http://h/%s","status":%s,"error":null,"verdict":"%s","depth":1,"referrer":null,"type":null,"bytes":0,"change":"same","digest":"%s"}
        """;
    var empty = "2127599bf4325c37";
    var page =
        report(
            kept.formatted("a", "304", "fetched", "00000000000000aa")
                + kept.formatted("b", "null", "unmodified", "00000000000000aa")
                + kept.formatted("c", "304", "fetched", empty)
                + kept.formatted("d", "304", "fetched", empty));
    assertEquals(List.of("/a 2 /b"), rows(page, "duplicates"));
  }

  @Test
  void recordsWithoutFactsGiveAReportThatSaysWhatToAdd() throws IOException {
    var page = report("url,status,type\nhttp://h/,200,text/html\nhttp://h/x,500,text/html\n");
    assertEquals("1 of 2 URLs is broken", page.select("h1").text());
    var findings = page.select(".findings").text();
    assertTrue(findings.contains("crawl with --facts"), findings);
    assertTrue(findings.contains("crawl with --links"), findings);
    assertTrue(findings.contains("--sitemaps auto"), findings);
    assertEquals(List.of(), page.select("#untitled").eachText());
    assertEquals(List.of(), page.select(".lead").eachText());
  }

  @Test
  void nothingGivesAReportToo() throws IOException {
    assertEquals("No URL was requested", report("").select("h1").text());
    assertEquals(
        "No broken URL among 1", report("{\"url\":\"u\",\"status\":200}").select("h1").text());
  }

  /// Every field that comes from the web, with every way out of its place in the page.
  @Test
  void nothingFromTheWebIsMarkup() throws IOException {
    for (var hostile :
        List.of(
            "</script><script>x()</script>",
            "\\\"><img src=x onerror=x()>",
            "</title></style><svg onload=x()>",
            "<!--",
            "' onmouseover='x()",
            "&lt;script&gt;",
            "]]>",
            "javascript:x()")) {
      var url = "http://h/" + hostile;
      var line =
          """
          {"url":"%1$s","status":200,"verdict":"%2$s","depth":1,"referrer":"%2$s","type":"%2$s","bytes":1,"digest":"%2$s","started":"2026-11-30T05:00:00Z","ms":{"wait":1},"title":"%2$s","links":["%1$s/3"]}
          {"url":"%1$s/2","status":200,"depth":1,"referrer":"%1$s","type":"text/html %2$s","bytes":1,"digest":"%2$s","title":"%2$s"}
          {"url":"%1$s/3","status":null,"error":"%2$s","depth":1,"referrer":"%2$s"}
          {"url":"%2$s","status":null,"error":"invalid_url","depth":1,"referrer":"%2$s"}
          {"url":"%1$s/4","status":301,"redirect":"%2$s","depth":1,"referrer":"%1$s"}
          {"url":"http://h/d%2$s/e/f","status":404}
          {"url":"http://h/g/e/f","status":404}
          {"url":"http://h/skip","verdict":"%2$s"}
          """
              .formatted(url, hostile);
      var page = report(line, hostile.replace("\\", ""));
      assertEquals(1, page.select("script").size(), hostile);
      assertEquals(
          0, page.select("img,svg[onload],[onerror],[onmouseover],[onload]").size(), hostile);
      assertEquals(1, page.select("style").size(), hostile);
      for (var link : page.select("a[target]")) {
        assertTrue(link.attr("href").matches("https?://.*"), link::outerHtml);
      }
      assertTrue(page.text().contains(hostile.replace("\\", "")), hostile);
    }
  }

  @Test
  void thePageLoadsNothingAndRunsOnlyItsOwnScript() throws IOException {
    var page = report(SITE);
    var policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertTrue(
        policy.matches(
            "default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'; img-src"
                + " data:; base-uri 'none'; form-action 'none'"),
        policy);
    assertEquals(0, page.select("[src],[style],link:not([rel=icon]),iframe,object,embed").size());
    assertEquals(List.of("data:,"), page.select("link").eachAttr("href"));
    assertFalse(page.html().contains("@import") || page.html().contains("url("));
  }

  @Test
  void textsThatTurnTheDirectionOfWritingAreHarmless() throws IOException {
    var page = report("{\"url\":\"http://h/\\u202egnp.exe\",\"status\":404}");
    assertEquals(List.of("/\ufffdgnp.exe 404"), rows(page, "broken"));
  }

  @Test
  void tablesKeepTheirBoundAndSayHowManyThereAre() throws IOException {
    var lines = new StringBuilder();
    for (var i = 0; i < 300; i++) {
      lines.append(
          "{\"url\":\"http://h/%d/%d/%d\",\"status\":404,\"depth\":%d}\n"
              .formatted(i, i, i, 300 - i));
    }
    var file = Files.writeString(directory.resolve("many.jsonl"), lines);
    var html =
        new SiteReport(7, null, List.of(), null)
            .of(List.of(RecordSource.file(file.toString())), NOW);
    var page = Jsoup.parse(html);
    assertEquals(7, rows(page, "broken").size());
    assertEquals("/299/299/299 404 1", rows(page, "broken").getFirst(), "the least deep first");
    assertTrue(page.select("#broken .note").text().endsWith("Shown are 7 of 300."));
    assertEquals("300", page.select("#broken .count").text());
    assertTrue(page.select(".map > svg").size() <= 31);
  }

  @Test
  void aSitemapIsComparedWithTheCrawl() throws IOException {
    var sitemap =
        Files.writeString(directory.resolve("s.txt"), "http://h/a\nhttp://h/never\nhttp://h/c\n");
    var page = report(SITE, "Site", sitemap.toString());
    assertEquals(List.of("/never"), rows(page, "uncrawled"));
    assertEquals(List.of("/c"), rows(page, "orphans"));
    var none = assertThrows(UsageException.class, () -> report(SITE, "Site", "/no/such"));
    assertTrue(none.getMessage().startsWith("--sitemap /no/such: "), none.getMessage());
    var index =
        Files.writeString(
            directory.resolve("i.xml"),
            "<sitemapindex><sitemap><loc>http://h/s.xml</loc></sitemap></sitemapindex>");
    var error = assertThrows(UsageException.class, () -> report(SITE, "Site", index.toString()));
    assertTrue(error.getMessage().contains("is an index of sitemaps"), error.getMessage());
  }

  @Test
  void badInputIsOneLineThatNamesItAndWhatIsAllowed() throws IOException {
    var page = Files.writeString(directory.resolve("page.html"), "<html></html>").toString();
    var good = Files.writeString(directory.resolve("a.jsonl"), SITE).toString();
    assertEquals(
        "spinneret report: cannot read %s: it holds HTML or XML; allowed are JSON Lines, a JSON array, CSV or TSV with a url (also .gz and .zst), or a --state file\n"
            .formatted(page),
        complaint("report", good, page, "-o", directory.resolve("r.html").toString()));
    assertFalse(Files.exists(directory.resolve("r.html")));
    assertEquals(
        "spinneret report: --rows 100001: at most 100000 is allowed\n",
        complaint("report", good, "--rows", "100001", "-o", "r.html"));
    assertEquals(
        "spinneret report: --temp-dir /no/such: must be a directory that exists\n",
        complaint("report", good, "--temp-dir", "/no/such", "-o", "r.html"));
  }

  @Test
  void thePageIsWrittenToAFile() throws IOException {
    var good = Files.writeString(directory.resolve("a.jsonl"), SITE).toString();
    var file = directory.resolve("r.html");
    assertEquals(ExitCode.DONE, Typed.run("report", good, "-o", file.toString()));
    assertTrue(Files.readString(file).startsWith("<!DOCTYPE html>"));
  }

  private static String complaint(String... line) {
    var err = new StringWriter();
    assertEquals(ExitCode.USAGE, Typed.run(new PrintWriter(err), line));
    return err.toString();
  }

  private static List<String> rows(Document page, String section) {
    return page.select("#" + section + " tbody tr").eachText();
  }

  private Document report(String records) throws IOException {
    return report(records, null);
  }

  private Document report(String records, String title, String... sitemaps) throws IOException {
    var file = Files.writeString(directory.resolve("records"), records);
    return Jsoup.parse(
        new SiteReport(SiteReport.USUAL_ROWS, title, List.of(sitemaps), null)
            .of(List.of(RecordSource.file(file.toString())), NOW));
  }
}
