package dev.spinneret.cli.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.spinneret.cli.terminal.WellFormed;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.PageFacts.Alternate;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes fields as members of a JSON object.
final class JsonFields implements FieldWriter {
  private static final Map<Field, SerializedString> NAMES = names();

  private final JsonGenerator json;

  /// The name of the field; null when it stands there already.
  private @Nullable SerializedString name;

  /// @param json writes the object; it is open
  JsonFields(JsonGenerator json) {
    this.json = json;
  }

  private static Map<Field, SerializedString> names() {
    var names = new EnumMap<Field, SerializedString>(Field.class);
    for (var field : Field.values()) {
      names.put(field, new SerializedString(field.label()));
    }
    return names;
  }

  /// Begins a field.
  JsonFields begin(Field field) {
    name = NAMES.get(field);
    return this;
  }

  private void name() throws IOException {
    if (name != null) {
      json.writeFieldName(name);
      name = null;
    }
  }

  @Override
  public void absent() {}

  @Override
  public void text(@Nullable String value) throws IOException {
    name();
    json.writeString(value == null ? null : WellFormed.text(value));
  }

  @Override
  public void number(long value) throws IOException {
    name();
    json.writeNumber(value);
  }

  @Override
  public void mark() throws IOException {
    name();
    json.writeBoolean(true);
  }

  @Override
  public void instant(Instant value) throws IOException {
    name();
    json.writeString(TimeText.of(value));
  }

  @Override
  public void millis(long nanos) throws IOException {
    name();
    json.writeNumber(TimeText.millis(nanos));
  }

  @Override
  public void list(List<String> values) throws IOException {
    name();
    json.writeStartArray();
    for (var value : values) {
      text(value);
    }
    json.writeEndArray();
  }

  @Override
  public void values(List<String> values) throws IOException {
    if (values.size() > 1) {
      list(values);
    } else {
      text(values.isEmpty() ? null : values.getFirst());
    }
  }

  @Override
  public void links(List<Link> links) throws IOException {
    name();
    json.writeStartArray();
    for (var link : links) {
      json.writeString(link.url().href());
    }
    json.writeEndArray();
  }

  @Override
  public void linkDetails(List<Link> links) throws IOException {
    name();
    writeDetails(json, links);
  }

  /// Writes links with their kinds, and their relations and texts where there are any.
  static void writeDetails(JsonGenerator json, List<Link> links) throws IOException {
    json.writeStartArray();
    for (var link : links) {
      json.writeStartObject();
      json.writeStringField("url", link.url().href());
      json.writeStringField("kind", link.kind().label());
      detail(json, "rel", link.rel());
      detail(json, "text", link.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void detail(JsonGenerator json, String key, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(key, WellFormed.text(value));
    }
  }

  @Override
  public void alternates(List<Alternate> alternates) throws IOException {
    name();
    json.writeStartArray();
    for (var alternate : alternates) {
      json.writeStartObject();
      detail(json, "lang", alternate.language());
      json.writeStringField("url", alternate.url().href());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public void beginObject() throws IOException {
    name();
    json.writeStartObject();
  }

  @Override
  public void member(String key) throws IOException {
    json.writeFieldName(key);
  }

  @Override
  public void endObject() throws IOException {
    json.writeEndObject();
  }
}
