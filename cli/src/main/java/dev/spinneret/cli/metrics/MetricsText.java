package dev.spinneret.cli.metrics;

import dev.spinneret.cli.report.CrawlStatistics;
import dev.spinneret.cli.report.ProcessUsage;
import dev.spinneret.cli.terminal.Build;
import dev.spinneret.engine.crawl.verdict.CrawlProgress;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The figures of a crawl in the text format of Prometheus, version 0.0.4.
public final class MetricsText {
  /// Bounds of the buckets of latencies, seconds.
  private static final double[] BUCKETS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  private final StringBuilder text = new StringBuilder(4096);

  private MetricsText() {}

  /// Writes the figures.
  ///
  /// @param now where the crawl stands
  public static String of(CrawlProgress now, CrawlStatistics statistics) {
    var metrics = new MetricsText();
    metrics.family("spinneret_info", "gauge", "The version of the program.");
    metrics.sample("spinneret_info", "version", Build.VERSION, 1);
    metrics.crawl(now, statistics);
    metrics.latency(statistics);
    metrics.process();
    return metrics.text.toString();
  }

  private void crawl(CrawlProgress now, CrawlStatistics statistics) {
    counter("spinneret_pages", "URLs that a whole reply was read for.", now.pages());
    counter("spinneret_content_pages", "Pages with status 2xx, no sitemaps.", now.contentPages());
    counter("spinneret_body_bytes", "Length of the decoded bodies.", now.bytes());
    counter("spinneret_requests", "Requests, those for robots.txt included.", now.requests());
    counter("spinneret_retries", "Requests made again after a failure.", now.retries());
    counter("spinneret_discovered_urls", "Different URLs.", now.discovered());
    counter("spinneret_broken_urls", "Failures, and statuses from 400.", statistics.brokenCount());
    counters("spinneret_urls", "URLs by verdict.", "verdict", now.verdicts(), v -> v.label());
    counters(
        "spinneret_failures", "Failed URLs by cause.", "cause", now.failures(), c -> c.label());
    counters("spinneret_responses", "Pages by status.", "status", now.statuses(), String::valueOf);
    gauge("spinneret_queued_urls", "URLs that wait to be requested.", now.waiting());
    gauge("spinneret_requests_in_flight", "Requests that wait for a reply.", now.inFlight());
    gauge("spinneret_hosts", "Hosts that were requested.", now.hosts());
  }

  private void latency(CrawlStatistics statistics) {
    var name = "spinneret_fetch_duration_seconds";
    family(name, "histogram", "Time of a fetch.");
    for (var bound : BUCKETS) {
      sample(name + "_bucket", "le", number(bound), statistics.fetchesWithin(bound));
    }
    sample(name + "_bucket", "le", "+Inf", statistics.fetchCount());
    sample(name + "_sum", statistics.fetchSeconds());
    sample(name + "_count", statistics.fetchCount());
  }

  private void process() {
    var usage = ProcessUsage.now();
    var runtime = Runtime.getRuntime();
    counter("process_cpu_seconds", "CPU time of the process.", usage.cpu().toNanos() / 1e9);
    gauge(
        "process_resident_memory_bytes",
        "Resident memory; 0 if the system does not report it.",
        ProcessUsage.residentBytes());
    gauge(
        "spinneret_heap_bytes",
        "Heap in use, garbage included.",
        runtime.totalMemory() - runtime.freeMemory());
    gauge("spinneret_heap_limit_bytes", "The largest heap.", runtime.maxMemory());
  }

  private void counter(String name, String help, Number value) {
    family(name + "_total", "counter", help);
    sample(name + "_total", value);
  }

  private <K> void counters(
      String name, String help, String label, Map<K, Long> counts, Function<K, String> words) {
    family(name + "_total", "counter", help);
    var sorted = new TreeMap<String, Long>();
    counts.forEach((key, count) -> sorted.put(words.apply(key), count));
    sorted.forEach((word, count) -> sample(name + "_total", label, word, count));
  }

  private void gauge(String name, String help, Number value) {
    family(name, "gauge", help);
    sample(name, value);
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, Number value) {
    text.append(name).append(' ').append(number(value)).append('\n');
  }

  /// The labels that there are need no escape.
  private void sample(String name, String label, String word, Number value) {
    sample(name + "{" + label + "=\"" + word + "\"}", value);
  }

  private static String number(Number value) {
    double number = value.doubleValue();
    return number == Math.rint(number) ? String.valueOf(value.longValue()) : value.toString();
  }
}
