package dev.spinneret.cli.bench.profile;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;

/// A profile as JSON.
public final class ProfileJson {
  private ProfileJson() {}

  /// Writes a profile.
  ///
  /// @param methodCount how many methods to name under each stage
  /// @return one JSON object and a line feed, UTF-8
  public static byte[] of(Profile profile, int methodCount) throws IOException {
    return Terminal.jsonLine(json -> {
      json.writeStringField("workload", profile.workload());
      json.writeNumberField("runs", profile.runs().size());
      json.writeNumberField("pages", profile.runs().getFirst().cost().pages());
      number(json, "cpu_us_per_page", profile.microsPerPage());
      number(json, "crawl_threads_us_per_page", profile.crawlMicrosPerPage());
      number(json, "pages_per_s", profile.pagesPerSecond());
      number(json, "peak_rss_mb", profile.peakMemoryBytes() / 1e6);
      json.writeNumberField("samples", profile.samples().count());
      json.writeArrayFieldStart("stages");
      for (var entry : profile.stages().entrySet()) {
        stage(json, profile, entry.getKey(), entry.getValue(), methodCount);
      }
      json.writeEndArray();
    });
  }

  private static void stage(
      JsonGenerator json, Profile profile, Stage stage, double micros, int methodCount)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("stage", stage.name().toLowerCase(Locale.ROOT));
    json.writeStringField("label", stage.label());
    number(json, "us_per_page", micros);
    number(json, "share", micros / profile.microsPerPage());
    number(json, "uncertainty_us", profile.uncertainty(stage));
    json.writeArrayFieldStart("methods");
    for (var method : profile.samples().hottest(stage, methodCount)) {
      json.writeStartObject();
      json.writeStringField("method", method.name());
      number(
          json,
          "us_per_page",
          profile.crawlMicrosPerPage() * method.nanos() / profile.samples().totalNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeNumberField(name, Math.round(value * 1e3) / 1e3);
  }
}
