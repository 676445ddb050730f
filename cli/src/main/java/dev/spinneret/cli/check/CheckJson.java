package dev.spinneret.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Checked links as JSON Lines: one object for each target, whatever its class.
final class CheckJson {
  private CheckJson() {}

  /// Writes a line for each link.
  static void write(List<CheckedLink> links, OutputStream out) throws IOException {
    for (var link : links) {
      out.write(Terminal.jsonLine(json -> fields(link, json)));
    }
  }

  private static void fields(CheckedLink link, JsonGenerator json) throws IOException {
    var referrers = link.target().referrers();
    json.writeStringField("url", link.target().url);
    json.writeStringField("kind", referrers.getFirst().kind().label());
    json.writeStringField("class", link.linkClass().label());
    if (link.isAllowed()) {
      json.writeBooleanField("allowed", true);
    }
    json.writeFieldName("status");
    if (link.status() == 0) {
      json.writeNull();
    } else {
      json.writeNumber(link.status());
    }
    json.writeStringField("cause", link.cause());
    if (!link.detail().isEmpty()) {
      json.writeStringField("detail", link.detail());
    }
    json.writeArrayFieldStart("chain");
    for (var hop : link.chain()) {
      json.writeString(hop);
    }
    json.writeEndArray();
    json.writeNumberField("referrer_count", link.target().referrerCount());
    json.writeArrayFieldStart("referrers");
    for (var referrer : referrers) {
      json.writeStartObject();
      json.writeStringField("url", referrer.page());
      json.writeStringField("kind", referrer.kind().label());
      var place = referrer.place();
      if (place.line() > 0) {
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
      }
      json.writeStringField("element", place.element().isEmpty() ? null : place.element());
      if (!place.text().isEmpty()) {
        json.writeStringField("text", place.text());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
