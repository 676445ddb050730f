package dev.spinneret.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.Style;
import dev.spinneret.engine.crawl.options.Budget;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.CrawlProgress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
  private static final Budget NO_LIMIT = Budget.UNLIMITED;

  private final CrawlStatistics statistics = new CrawlStatistics();

  private static CrawlProgress at(long pages, long bytes) {
    return new CrawlProgress(
        pages, pages, bytes, 456, 7, 1, 9, 9, 0, Map.of(), Map.of(), new TreeMap<>());
  }

  @Test
  void allPartsAreShownWhereThereIsRoom() {
    statistics.addFailed("http://[", null, FailureCause.INVALID_URL);
    var line =
        new ProgressText(NO_LIMIT, statistics).line(at(1_234, 5_000_000), 125, 200, Style.PLAIN);
    assertEquals(
        "2:05  1,234 pages  456 queued  10/s  40.0 KB/s  7 in flight  1 broken", line.text());
    assertEquals(line.text().length(), line.columns());
  }

  @Test
  void noLineIsWiderThanTheTerminalAndTheMostImportantPartsStay() {
    statistics.addFailed("http://[", null, FailureCause.INVALID_URL);
    for (int columns = 1; columns < 120; columns++) {
      var line =
          new ProgressText(NO_LIMIT, statistics).line(at(1_234, 9), 125, columns, Style.COLORED);
      assertTrue(line.columns() <= Math.max(1, columns - 1), columns + ": " + line);
    }
    var narrow = new ProgressText(NO_LIMIT, statistics).line(at(1_234, 9), 125, 30, Style.COLORED);
    assertEquals("2:05  1,234 pages  \u001b[31m1 broken\u001b[0m", narrow.text());
    assertEquals(27, narrow.columns(), "colours take no columns");
  }

  @Test
  void theShareIsThatOfTheLimitThatIsNearest() {
    var budget = new Budget(1_000, 1_000_000, Duration.ofSeconds(100), Long.MAX_VALUE);
    assertTrue(sentence(budget, 10, 0, 5).contains("10 pages (5 %)"));
    assertTrue(sentence(budget, 100, 0, 5).contains("100 pages (10 %)"));
    assertTrue(sentence(budget, 100, 900_000, 5).contains("100 pages (90 %)"));
    assertTrue(sentence(budget, 1, 0, 500).contains("1 page (100 %)"));
  }

  private String sentence(Budget budget, long pages, long bytes, double seconds) {
    return new ProgressText(budget, statistics).sentence(at(pages, bytes), seconds);
  }

  @Test
  void ratesAreThoseOfTheLastSeconds() {
    var text = new ProgressText(NO_LIMIT, statistics);
    for (int second = 1; second <= 100; second++) {
      var _ = text.sentence(at(second * 50L, 0), second);
    }
    for (int second = 101; second <= 120; second++) {
      var _ = text.sentence(at(5_000 + (second - 100) * 2L, 0), second);
    }
    assertEquals(
        "2:01 5,042 pages, 456 queued, 2/s, 0 B/s, 7 in flight", text.sentence(at(5_042, 0), 121));
  }
}
