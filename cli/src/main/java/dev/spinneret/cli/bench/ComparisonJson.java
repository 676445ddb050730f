package dev.spinneret.cli.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;

/// Comparisons as JSON: the form that `bench --json` prints.
public final class ComparisonJson {
  private ComparisonJson() {}

  /// One comparison as an object, or several (`--matrix`) as an array.
  ///
  /// @param comparisons at least one
  /// @param matrix whether to write an array
  /// @return UTF-8, with a line feed
  public static byte[] of(List<Comparison> comparisons, boolean matrix) throws IOException {
    return Terminal.jsonValue(json -> {
      if (matrix) {
        json.writeStartArray();
      }
      for (var comparison : comparisons) {
        write(json, comparison);
      }
      if (matrix) {
        json.writeEndArray();
      }
    });
  }

  private static void write(JsonGenerator json, Comparison comparison) throws IOException {
    json.writeStartObject();
    var workload = comparison.workload();
    json.writeObjectFieldStart("workload");
    json.writeStringField("origin", workload.origin());
    json.writeNumberField("pages", workload.pages());
    json.writeNumberField("size", workload.sizeBytes());
    json.writeStringField("latency", workload.latency());
    json.writeNumberField("concurrency", workload.concurrency());
    json.writeStringField("http", workload.http());
    json.writeEndObject();
    json.writeNumberField("rounds", comparison.roundCount());
    json.writeBooleanField("equal_work", comparison.equalWork());
    json.writeObjectFieldStart("engines");
    for (var engine : comparison.engines()) {
      engine(json, engine);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("ratios");
    for (var entry : comparison.ratios().entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      ratio(json, "pages_per_s", entry.getValue().pagesPerSecond());
      ratio(json, "cpu_us_per_page", entry.getValue().cpuPerPage());
      ratio(json, "peak_rss_mb", entry.getValue().memory());
      json.writeEndObject();
    }
    json.writeEndObject();
    number(json, "others_cpu_share", comparison.othersShare());
    json.writeArrayFieldStart("conclusions");
    for (var sentence : Conclusions.of(List.of(comparison))) {
      json.writeString(sentence);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void engine(JsonGenerator json, EngineResult engine) throws IOException {
    json.writeObjectFieldStart(engine.name());
    json.writeNumberField("pages", (long) engine.median(Measured::pages));
    number(json, "pages_per_s", engine.median(Measured::pagesPerSecond));
    number(json, "cpu_us_per_page", engine.median(Measured::cpuMicrosPerPage));
    number(json, "peak_rss_mb", engine.median(Measured::peakMemoryBytes) / 1e6);
    json.writeObjectFieldStart("latency_ms");
    number(json, "p50", engine.median(Measured::p50));
    number(json, "p90", engine.median(Measured::p90));
    number(json, "p99", engine.median(Measured::p99));
    json.writeEndObject();
    number(json, "least_time_share", engine.median(Measured::leastTimeShare));
    json.writeStringField("bound_by", engine.rounds().getLast().boundBy());
    json.writeObjectFieldStart("intervals");
    ratio(json, "pages_per_s", engine.interval(Measured::pagesPerSecond));
    ratio(json, "cpu_us_per_page", engine.interval(Measured::cpuMicrosPerPage));
    ratio(json, "peak_rss_mb", engine.interval(Measured::peakMegabytes));
    json.writeEndObject();
    json.writeArrayFieldStart("digests");
    for (var digest : engine.rounds().stream().map(Measured::work).distinct().toList()) {
      json.writeString(digest);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void ratio(JsonGenerator json, String name, Ratio ratio) throws IOException {
    json.writeObjectFieldStart(name);
    number(json, "median", ratio.median());
    number(json, "low", ratio.low());
    number(json, "high", ratio.high());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeNumberField(name, Math.round(value * 1e3) / 1e3);
  }
}
