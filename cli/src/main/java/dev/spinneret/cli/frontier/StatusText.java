package dev.spinneret.cli.frontier;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.Counts;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.postgresql.FrontierAdmin;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A shared crawl's status and URLs, for people and for programs.
final class StatusText {
  private StatusText() {}

  /// The status, a fact a line.
  static String of(FrontierAdmin.Status status) {
    var text = new StringBuilder();
    line(text, "pages", count(status.pages()) + " (" + Counts.size(status.bytes()) + ")");
    line(text, "waiting", count(status.waiting()));
    line(text, "referred", count(status.referred()));
    line(
        text,
        "domains",
        count(status.domains()) + ", " + count(status.ownedDomains()) + " of them owned");
    status.verdicts().forEach((name, urls) -> line(text, name, count(urls)));
    for (var crawler : status.crawlers()) {
      line(
          text,
          "crawler",
          "%s: %s, %s domains, %s of them active, %s pages (%s)"
              .formatted(
                  crawler.name(),
                  crawler.state(),
                  count(crawler.domains()),
                  count(crawler.activeDomains()),
                  count(crawler.pages()),
                  Counts.size(crawler.bytes())));
    }
    return text.toString();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-15s %s%n", name, TerminalText.of(value)));
  }

  /// The status as one JSON object.
  static byte[] json(FrontierAdmin.Status status) throws IOException {
    return Json.line(json -> {
      json.writeNumberField("pages", status.pages());
      json.writeNumberField("bytes", status.bytes());
      json.writeNumberField("waiting", status.waiting());
      json.writeNumberField("referred", status.referred());
      json.writeNumberField("domains", status.domains());
      json.writeNumberField("owned_domains", status.ownedDomains());
      json.writeObjectFieldStart("verdicts");
      for (var verdict : status.verdicts().entrySet()) {
        json.writeNumberField(verdict.getKey(), verdict.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("crawlers");
      for (var crawler : status.crawlers()) {
        json.writeStartObject();
        json.writeStringField("name", crawler.name());
        json.writeStringField("state", crawler.state());
        json.writeNumberField("domains", crawler.domains());
        json.writeNumberField("active_domains", crawler.activeDomains());
        json.writeNumberField("pages", crawler.pages());
        json.writeNumberField("bytes", crawler.bytes());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  /// A URL's fields, named as those of records.
  static void write(JsonGenerator json, FrontierAdmin.KnownUrl url) throws IOException {
    json.writeStringField("url", url.href());
    text(json, "verdict", url.verdict());
    number(json, "status", url.status());
    text(json, "error", url.cause());
    text(json, "detail", url.detail());
    json.writeNumberField("depth", url.depth());
    text(json, "referrer", url.referrer());
    number(json, "bytes", url.bytes());
    text(json, "started", url.started() == null ? null : url.started().toString());
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null || value.isEmpty()) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, @Nullable Number value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value.longValue());
    }
  }
}
