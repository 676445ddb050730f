package dev.spinneret.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The comparison as one JSON object, written as the changes come: each on a line of its own, the
/// counts after them. The names are those of `diff.schema.json`.
final class DiffJson {
  private DiffJson() {}

  /// Compares, and writes what differs.
  ///
  /// @param diff not run yet
  /// @param out standard output, closed with this
  /// @throws IOException if it cannot be written
  static void write(Diff diff, OutputStream out) throws IOException {
    try (var json = Terminal.json(new BufferedOutputStream(out, 1 << 16))) {
      json.writeStartObject();
      json.writeArrayFieldStart("changes");
      diff.run(change -> {
        try {
          json.writeRaw('\n');
          write(json, change);
        } catch (IOException e) {
          throw OutputException.standardOutput(e);
        }
      });
      json.writeRaw('\n');
      json.writeEndArray();
      json.writeArrayFieldStart("compared");
      for (var kind : diff.compared()) {
        json.writeString(kind.label());
      }
      json.writeEndArray();
      side(json, "a", diff.a());
      side(json, "b", diff.b());
      json.writeObjectFieldStart("counts");
      for (var count : diff.counts().entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void side(JsonGenerator json, String name, DiffSide side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("file", side.name());
    json.writeNumberField("urls", side.urlCount());
    json.writeNumberField("broken", side.brokenCount());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, UrlChange change) throws IOException {
    json.writeStartObject();
    json.writeStringField("url", change.url());
    json.writeArrayFieldStart("kinds");
    for (var kind : change.kinds()) {
      json.writeString(kind.label());
    }
    json.writeEndArray();
    item(json, "a", change.a(), change);
    item(json, "b", change.b(), change);
    var links = change.links();
    if (links != null) {
      json.writeObjectFieldStart("links");
      json.writeArrayFieldStart("gone");
      for (var link : links.gone()) {
        json.writeString(link);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("new");
      for (var link : links.added()) {
        json.writeString(link);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// What one side says: status or failure, and whatever differs.
  private static void item(
      JsonGenerator json, String name, @Nullable DiffItem item, UrlChange change)
      throws IOException {
    if (item == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    if (change.a() != null && change.b() != null && !item.url().equals(change.url())) {
      json.writeStringField("url", item.url());
    }
    if (item.status() != 0) {
      json.writeNumberField("status", item.status());
    }
    if (item.error() != null) {
      json.writeStringField("error", item.error());
    }
    for (var kind : change.kinds()) {
      switch (kind) {
        case REDIRECT -> json.writeStringField("redirect", item.redirect());
        case TITLE -> json.writeStringField("title", item.title());
        case CANONICAL -> json.writeStringField("canonical", item.canonical());
        case DIGEST ->
            json.writeStringField("digest", item.sha256() == null ? item.digest() : item.sha256());
        case LINKS -> json.writeNumberField("links", item.linkCount());
        case NEW, GONE, STATUS -> {}
      }
    }
    json.writeEndObject();
  }
}
