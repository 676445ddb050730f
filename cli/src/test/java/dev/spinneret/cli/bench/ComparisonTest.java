package dev.spinneret.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Workload WORKLOAD =
      new Workload("sample web <1>", 100, 12_288, "20ms", 50, "auto");

  @Test
  void theJsonHasTheDocumentedShape() throws IOException {
    var json = new ObjectMapper().readTree(ComparisonJson.of(List.of(equal()), false));
    assertTrue(json.get("equal_work").asBoolean());
    assertEquals(5, json.get("rounds").asInt());
    assertEquals(100, json.get("workload").get("pages").asInt());
    var loop = json.get("engines").get("loop");
    for (var name : List.of("pages", "pages_per_s", "cpu_us_per_page", "peak_rss_mb")) {
      assertTrue(loop.get(name).asDouble() > 0, name);
    }
    assertEquals(5, loop.get("latency_ms").get("p90").asDouble());
    var ratio = json.get("ratios").get("loop/threads").get("pages_per_s");
    assertEquals(2, ratio.get("median").asDouble(), 0.01);
    assertEquals(2, ratio.get("low").asDouble(), 0.01);
    assertEquals(2, ratio.get("high").asDouble(), 0.01);
  }

  @Test
  void aMatrixIsAList() throws IOException {
    var json = new ObjectMapper().readTree(ComparisonJson.of(List.of(equal(), equal()), true));
    assertEquals(2, json.size());
  }

  @Test
  void unequalWorkGivesNoRatio() throws IOException {
    var unequal =
        new Comparison(
            WORKLOAD, List.of(engine("loop", 1, "aa", true), engine("threads", 2, "bb", true)));
    assertFalse(unequal.equalWork());
    assertTrue(unequal.ratios().isEmpty());
    assertTrue(ComparisonText.of(unequal).contains("NOT EQUAL WORK"));
    assertFalse(ComparisonText.of(unequal).contains("loop/threads"));
    var json = new ObjectMapper().readTree(ComparisonJson.of(List.of(unequal), false));
    assertTrue(json.get("ratios").isEmpty());
  }

  @Test
  void aLedgerThatDoesNotBalanceIsNoEqualWork() {
    assertFalse(
        new Comparison(
                WORKLOAD, List.of(engine("loop", 1, "aa", true), engine("threads", 2, "aa", false)))
            .equalWork());
  }

  @Test
  void theTextNamesNoWinnerWhereTheIntervalHoldsOne() {
    var text =
        ComparisonText.of(
            new Comparison(
                WORKLOAD,
                List.of(engine("loop", 1, "aa", true), engine("threads", 1, "aa", true))));
    assertTrue(text.contains("no difference shown"), text);
    assertTrue(ComparisonText.of(equal()).contains("pages/s × 2.00"), ComparisonText.of(equal()));
  }

  @Test
  void thePageStandsAloneAndEscapesText() {
    var page = ComparisonPage.of(List.of(equal()));
    assertTrue(page.startsWith("<!DOCTYPE html>"));
    assertTrue(page.contains("sample web &lt;1&gt;"));
    assertTrue(page.contains("<svg"));
    assertFalse(page.contains("http://") || page.contains("https://") || page.contains("<script"));
  }

  @Test
  void conclusionsNameWinnersAndWhatMakesThemDoubtful() {
    var clear = Conclusions.of(List.of(equal()));
    assertEquals(
        "loop fetches most pages a second: loop is 2.00 times as good as threads"
            + " (95 %: 2.00 to 2.00)",
        clear.getFirst());
    assertTrue(clear.get(1).startsWith("which engine needs least CPU per page is not shown"));
    assertEquals(3, clear.size(), clear.toString());
    var busy = engine("loop", 1, "aa", true).rounds().getFirst().whileOthersUsed(0.4);
    var one = new Comparison(WORKLOAD, List.of(new EngineResult("loop", List.of(busy))));
    var doubts = Conclusions.of(List.of(one));
    assertTrue(doubts.getFirst().contains("1 rounds are fewer than 5"), doubts.toString());
    assertTrue(doubts.getLast().contains("used up to 40 %"), doubts.toString());
  }

  @Test
  void theMatrixCountsWhoWinsWhere() {
    var open =
        new Comparison(
            WORKLOAD, List.of(engine("loop", 1, "aa", true), engine("threads", 1, "aa", true)));
    var unequal =
        new Comparison(
            WORKLOAD, List.of(engine("loop", 1, "aa", true), engine("threads", 2, "bb", true)));
    var sentences = Conclusions.of(List.of(equal(), open, unequal));
    assertEquals(
        "by pages a second, of 2 cells loop wins 1, 1 show no winner", sentences.getFirst());
    assertTrue(sentences.contains("engines that did not do equal work are not compared"));
    var text = ComparisonText.all(List.of(equal(), open));
    assertTrue(text.contains("loop wins 1"), text);
  }

  @Test
  void whatOthersUseIsWhatIsLeftOfTheBusyTime() {
    var before = MachineLoad.of("cpu  100 0 50 1000 10 0 0 0 0 0\ncpu0 1\n", 20);
    var after = MachineLoad.of("cpu  160 0 90 1090 20 0 0 0 0 0\ncpu0 1\n", 60);
    assertEquals(new MachineLoad(1_160, 1_010, 20), before);
    assertEquals(0.3, after.othersSince(before), 1e-9);
    assertEquals(0, before.othersSince(before));
  }

  @Test
  void aWorkersAnswerIsRead() throws IOException {
    var measured =
        Rounds.parse(
            "{\"pages\":10,\"seconds\":2.0,\"cpu_seconds\":0.5,\"peak_rss_bytes\":7,\"p50\":1.0,"
                + "\"p90\":2.0,\"p99\":3.0,\"work\":\"aa\",\"balanced\":true,"
                + "\"least_time_share\":0.5,\"bound_by\":\"x\"}");
    assertEquals(new Measured(10, 2, 0.5, 7, 1, 2, 3, "aa", true, 0.5, "x", 0), measured);
    assertEquals(5, measured.pagesPerSecond());
    assertEquals(50_000, measured.cpuMicrosPerPage());
    assertThrows(IOException.class, () -> Rounds.parse("{}"));
    assertThrows(IOException.class, () -> Rounds.parse("[]"));
  }

  private static Comparison equal() {
    return new Comparison(
        WORKLOAD, List.of(engine("loop", 1, "aa", true), engine("threads", 2, "aa", true)));
  }

  private static EngineResult engine(String name, double seconds, String work, boolean balanced) {
    var round =
        new Measured(
            100, seconds, 0.1, 50_000_000, 4, 5, 6, work, balanced, 0.5, "a <delay>", 0.02);
    return new EngineResult(name, Collections.nCopies(5, round));
  }
}
