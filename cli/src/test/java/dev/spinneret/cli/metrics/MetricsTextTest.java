package dev.spinneret.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.report.CrawlStatistics;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.CrawlProgress;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The text is read as a Prometheus server reads it.
class MetricsTextTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+)(?:\\{([a-z]+)=\"([^\"\\\\\n]*)\"})? (-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  private void read(String text) {
    assertTrue(text.endsWith("\n"));
    for (var line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        var words = line.split(" ");
        assertEquals(4, words.length, line);
        assertEquals(null, types.put(words[2], words[3]), line);
      } else if (!line.startsWith("# HELP ")) {
        var matcher = SAMPLE.matcher(line);
        assertTrue(matcher.matches(), line);
        var name = matcher.group(1);
        var family = name.replaceFirst("_(bucket|sum|count)$", "");
        var type = types.getOrDefault(name, types.get(family));
        assertNotNull(type, "no type before " + line);
        assertEquals("counter".equals(type), name.endsWith("_total"), line);
        var key = matcher.group(2) == null ? name : name + " " + matcher.group(3);
        assertEquals(null, samples.put(key, Double.parseDouble(matcher.group(4))), line);
      }
    }
  }

  @Test
  void theFiguresAreThoseOfTheCrawl() {
    var statuses = new TreeMap<Integer, Long>(Map.of(200, 80L, 404, 5L));
    var progress =
        new CrawlProgress(
            85,
            80,
            1_234_567_890_123L,
            44,
            6,
            3,
            131,
            90,
            1,
            Map.of(VerdictKind.FETCHED, 85L, VerdictKind.FAILED, 2L),
            Map.of(FailureCause.DNS_FAILED, 2L),
            statuses);
    read(MetricsText.of(progress, new CrawlStatistics()));
    assertEquals(85, samples.get("spinneret_pages_total"));
    assertEquals(80, samples.get("spinneret_content_pages_total"));
    assertEquals(1_234_567_890_123.0, samples.get("spinneret_body_bytes_total"));
    assertEquals(90, samples.get("spinneret_requests_total"));
    assertEquals(85, samples.get("spinneret_urls_total fetched"));
    assertEquals(2, samples.get("spinneret_failures_total dns_failed"));
    assertEquals(5, samples.get("spinneret_responses_total 404"));
    assertEquals(44, samples.get("spinneret_queued_urls"));
    assertEquals(6, samples.get("spinneret_requests_in_flight"));
    assertEquals(3, samples.get("spinneret_hosts"));
    assertTrue(samples.get("spinneret_heap_bytes") > 0);
    assertEquals(0, samples.get("spinneret_fetch_duration_seconds_bucket +Inf"));
  }

  @Test
  void theBucketsOfLatenciesAddUp() {
    var statistics = new CrawlStatistics();
    for (int millis : new int[] {1, 4, 30, 30, 700, 60_000}) {
      statistics.add(Pages.thatTook(millis));
    }
    var progress =
        new CrawlProgress(
            6, 6, 0, 0, 0, 1, 6, 6, 0, Map.of(), Map.of(), new TreeMap<Integer, Long>());
    read(MetricsText.of(progress, statistics));
    var name = "spinneret_fetch_duration_seconds";
    assertEquals("histogram", types.get(name));
    assertEquals(2, samples.get(name + "_bucket 0.005"));
    assertEquals(4, samples.get(name + "_bucket 0.05"));
    assertEquals(5, samples.get(name + "_bucket 1"));
    assertEquals(5, samples.get(name + "_bucket 30"));
    assertEquals(6, samples.get(name + "_bucket +Inf"));
    assertEquals(6, samples.get(name + "_count"));
    assertEquals(60.765, samples.get(name + "_sum"), 1e-9);
    double before = 0;
    for (var sample : samples.entrySet()) {
      if (sample.getKey().startsWith(name + "_bucket")) {
        assertFalse(sample.getValue() < before, sample.toString());
        before = sample.getValue();
      }
    }
  }
}
