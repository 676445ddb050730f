package dev.spinneret.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The summary as JSON.
public final class ReportJson {
  private static final List<String> COUNTS =
      List.of("discovered", "broken", "retries", "repeats", "robots_fetches", "hosts", "deepest");

  private ReportJson() {}

  /// Writes a summary.
  ///
  /// @return one JSON object and a line feed, UTF-8
  public static byte[] of(CrawlReport report) throws IOException {
    return Json.line(json -> write(json, report));
  }

  private static void write(JsonGenerator json, CrawlReport report) throws IOException {
    var summary = report.summary();
    json.writeNumberField("pages", summary.pages().count());
    json.writeNumberField("content_pages", summary.pages().content());
    json.writeNumberField("bytes", summary.pages().bytes());
    number(json, "seconds", report.value("seconds"), 6);
    number(json, "pages_per_s", report.value("pages_per_s"), 1);
    number(json, "cpu_us_per_page", report.value("cpu_us_per_page"), 1);
    number(json, "cpu_seconds", report.value("cpu_seconds"), 3);
    number(json, "peak_rss_mb", report.value("peak_rss_mb"), 1);
    json.writeNumberField("peak_in_flight", summary.requests().peakInFlight());
    for (var name : COUNTS) {
      json.writeNumberField(name, (long) report.value(name));
    }
    number(json, "parsed_without_tree", report.value("parsed_without_tree"), 4);
    counts(json, "verdicts", report.verdicts());
    counts(json, "failures", report.failures());
    json.writeObjectFieldStart("status");
    for (var entry : summary.pages().statuses().entrySet()) {
      json.writeNumberField(entry.getKey().toString(), entry.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("ledger_balanced", summary.urls().isBalanced());
    percentiles(json, "latency_ms", report.latency());
    json.writeObjectFieldStart("ms");
    for (var phase : report.phases().entrySet()) {
      percentiles(json, phase.getKey(), phase.getValue());
    }
    json.writeEndObject();
    hosts(json, "slowest_hosts", report.slowest());
    hosts(json, "failing_hosts", report.mostFailing());
    json.writeStringField("limited_by", report.limit().what());
    number(json, "limited_by_share", report.limit().share(), 2);
    leastTime(json, report);
    json.writeStringField("ended_by", summary.endedBy().label());
    json.writeArrayFieldStart("warnings");
    for (var line : Warnings.of(summary.notes())) {
      json.writeString(line);
    }
    json.writeEndArray();
  }

  private static void leastTime(JsonGenerator json, CrawlReport report) throws IOException {
    var least = report.summary().leastTime();
    json.writeObjectFieldStart("least_time");
    number(json, "seconds", report.value("least_time.seconds"), 6);
    number(json, "share", report.value("least_time.share"), 3);
    json.writeStringField("bound_by", report.bound().what());
    number(json, "critical_path_seconds", least.criticalPath().toNanos() / 1e9, 6);
    json.writeNumberField("critical_path_fetches", least.stepCount());
    json.writeArrayFieldStart("critical_path");
    for (var step : least.steps()) {
      json.writeStartObject();
      json.writeStringField("url", step.href());
      number(json, "at_ms", step.known().toNanos() / 1e6, 3);
      number(json, "ms", step.fetch().toNanos() / 1e6, 3);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : counts.entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void percentiles(JsonGenerator json, String name, Percentiles values)
      throws IOException {
    json.writeObjectFieldStart(name);
    number(json, "p50", values.p50(), 3);
    number(json, "p90", values.p90(), 3);
    number(json, "p99", values.p99(), 3);
    json.writeEndObject();
  }

  private static void hosts(JsonGenerator json, String name, List<HostTimes> hosts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (var host : hosts) {
      json.writeStartObject();
      json.writeStringField("host", host.name());
      json.writeNumberField("requests", host.count());
      json.writeNumberField("broken", host.failedCount());
      number(json, "mean_ms", host.meanMillis(), 3);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Writes a number with at most so many decimals.
  static void number(JsonGenerator json, String name, double value, int decimals)
      throws IOException {
    var scale = Math.pow(10, decimals);
    json.writeNumberField(name, Math.round(value * scale) / scale);
  }
}
