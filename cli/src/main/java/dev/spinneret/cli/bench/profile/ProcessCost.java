package dev.spinneret.cli.bench.profile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.spinneret.cli.terminal.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What one process that crawled once has cost, as it reports it to its parent in a line of JSON.
///
/// @param pages replies
/// @param seconds of the crawl, without start-up
/// @param peakMemoryBytes of the process
/// @param begun CPU when the crawl began
/// @param ended CPU when it had ended
public record ProcessCost(
    long pages, double seconds, long peakMemoryBytes, ThreadCpu begun, ThreadCpu ended) {

  /// Writes the line.
  ///
  /// @return UTF-8, with a line feed
  public byte[] toJson() throws IOException {
    return Json.line(json -> {
      json.writeNumberField("pages", pages);
      json.writeNumberField("seconds", seconds);
      json.writeNumberField("peak_rss_bytes", peakMemoryBytes);
      write(json, "begun", begun);
      write(json, "ended", ended);
    });
  }

  private static void write(JsonGenerator json, String name, ThreadCpu cpu) throws IOException {
    json.writeNumberField(name + "_process", cpu.processNanos());
    json.writeNumberField(name + "_jit", cpu.jitNanos());
    json.writeNumberField(name + "_gc", cpu.gcNanos());
    json.writeNumberField(name + "_jvm", cpu.jvmNanos());
  }

  /// Reads the line.
  static ProcessCost parse(String line) throws IOException {
    var values = new HashMap<String, Double>();
    try (var json = Json.FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a process to profile answered: " + line);
      }
      for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        values.put(name, json.getDoubleValue());
      }
    }
    return new ProcessCost(
        (long) value(values, "pages"),
        value(values, "seconds"),
        (long) value(values, "peak_rss_bytes"),
        cpu(values, "begun"),
        cpu(values, "ended"));
  }

  private static ThreadCpu cpu(Map<String, Double> values, String name) throws IOException {
    return new ThreadCpu(
        (long) value(values, name + "_process"),
        (long) value(values, name + "_jit"),
        (long) value(values, name + "_gc"),
        (long) value(values, name + "_jvm"));
  }

  private static double value(Map<String, Double> values, String name) throws IOException {
    var value = values.get(name);
    if (value == null) {
      throw new IOException("a profiled process did not report \"" + name + "\"");
    }
    return value;
  }
}
