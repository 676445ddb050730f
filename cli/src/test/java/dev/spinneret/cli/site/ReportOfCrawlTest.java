package dev.spinneret.cli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From a crawl to its report: directly, and over its state.
@Timeout(120)
class ReportOfCrawlTest {
  @TempDir Path directory;

  @Test
  void aCrawlWritesItsReportWithAllReferrers() throws Exception {
    var page = directory.resolve("report.html");
    var records = directory.resolve("a.jsonl");
    try (var site =
        SiteThread.start(
            SiteOptions.DEFAULT.withPages(60).withHazards(h -> h.withErrorShare(0.1)))) {
      var code = run("crawl", site.site().url(), "-q", "-o", page, "-o", records);
      assertEquals(ExitCode.DONE, code);
    }
    var broken = 0;
    for (var line : Files.readAllLines(records)) {
      assertFalse(line.contains("\"links\""), "only the report has links without --links");
      broken += line.matches(".*\"status\":[45].*") ? 1 : 0;
    }
    var html = Jsoup.parse(Files.readString(page));
    assertTrue(broken > 0, "the site has errors");
    assertEquals(broken, html.select("#broken tbody tr").size());
    assertTrue(html.select("#broken summary").text().contains("pages"), "several referrers");
    assertTrue(html.select("h1").text().startsWith(broken + " of "), html.select("h1").text());
    assertTrue(html.select(".findings").text().contains("not requested (robots:"));
  }

  @Test
  void aStateHoldsTheRecordsOfItsCrawl() throws Exception {
    var state = directory.resolve("a.state");
    var records = directory.resolve("a.jsonl");
    try (var site =
        SiteThread.start(
            SiteOptions.DEFAULT.withPages(60).withHazards(h -> h.withErrorShare(0.1)))) {
      assertEquals(
          ExitCode.DONE,
          run("crawl", site.site().url(), "-q", "-o", records, "--skipped", "--state", state));
    }
    assertEquals(outcomes(records), outcomes(state));
  }

  @Test
  void aReportCannotBeResumed() {
    var err = new StringWriter();
    var page = directory.resolve("r.html").toString();
    var state = directory.resolve("s").toString();
    assertEquals(
        ExitCode.USAGE,
        Typed.run(
            new PrintWriter(err), "crawl", "http://127.0.0.1:1/", "-o", page, "--state", state));
    assertEquals(
        "spinneret crawl: -o %s: a report cannot be resumed with --state; make it afterwards: spinneret report FILE -o %s\n"
            .formatted(page, page),
        err.toString());
  }

  private static TreeSet<String> outcomes(Path file) {
    var outcomes = new TreeSet<String>();
    try (var records = RecordFile.open(file.toString(), false)) {
      for (var record = records.next(); record != null; record = records.next()) {
        outcomes.add(
            String.join(
                " ",
                record.url(),
                String.valueOf(record.outcome().status()),
                String.valueOf(record.outcome().error()),
                String.valueOf(record.outcome().verdict()),
                String.valueOf(record.depth()),
                String.valueOf(record.referrer()),
                String.valueOf(record.body().identity()),
                String.valueOf(record.times().startedMillis())));
      }
    }
    assertTrue(outcomes.size() > 50, outcomes::toString);
    return outcomes;
  }

  private static int run(Object... words) {
    var line = new String[words.length];
    for (var i = 0; i < line.length; i++) {
      line[i] = words[i].toString();
    }
    return Typed.run(line);
  }
}
