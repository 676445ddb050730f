package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.record.Digests;
import dev.spinneret.cli.record.PageJson;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;

/// A fetch as one line of JSON.
///
/// `error` is null exactly when a whole reply was read; a body that the limit has cut is an error
/// too, beside what there is of it.
final class FetchJson {
  private FetchJson() {}

  /// The line, line feed included.
  ///
  /// @param pages what is wanted of pages
  static byte[] line(WebUrl url, FetchResult result, PageJson pages) throws IOException {
    return Terminal.jsonLine(json -> {
      json.writeStringField("url", url.href());
      switch (result) {
        case FetchResult.Fetched(var reply, _) -> {
          write(json, url, reply);
          pages.write(reply, url, json);
        }
        case FetchResult.Failed(var cause, var detail, _) -> {
          json.writeNullField("status");
          json.writeStringField("error", cause.label());
          json.writeStringField("detail", detail);
        }
      }
      write(json, result.timings());
    });
  }

  /// The answer to a line that names nothing to fetch, line feed included.
  static byte[] refusal(String input, String error) throws IOException {
    return Terminal.jsonLine(json -> {
      json.writeStringField("url", input);
      json.writeNullField("status");
      json.writeStringField("error", error);
    });
  }

  private static void write(JsonGenerator json, WebUrl url, Reply reply) throws IOException {
    json.writeNumberField("status", reply.status());
    json.writeArrayFieldStart("headers");
    for (var field : reply.headers().fields()) {
      json.writeStartArray();
      json.writeString(field.name());
      json.writeString(field.value());
      json.writeEndArray();
    }
    json.writeEndArray();
    var target = reply.headers().location(url);
    if (target != null) {
      json.writeStringField("location", target.href());
    }
    json.writeNumberField("bytes", reply.body().length);
    json.writeStringField("sha256", Digests.sha256(reply.body()));
    if (reply.truncated()) {
      json.writeStringField("error", "body_truncated");
    } else {
      json.writeNullField("error");
    }
    var remote = reply.remote();
    if (remote != null) {
      json.writeStringField("address", remote.getHostAddress());
    }
  }

  private static void write(JsonGenerator json, FetchTimings timings) throws IOException {
    json.writeObjectFieldStart("ms");
    json.writeNumberField("dns", millis(timings.dnsNanos()));
    json.writeNumberField("connect", millis(timings.connectNanos()));
    json.writeNumberField("tls", millis(timings.tlsNanos()));
    json.writeNumberField("wait", millis(timings.waitNanos()));
    json.writeNumberField("body", millis(timings.bodyNanos()));
    json.writeEndObject();
  }

  /// With three digits behind the point: microseconds.
  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
