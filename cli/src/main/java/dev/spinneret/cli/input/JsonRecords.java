package dev.spinneret.cli.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spinneret.cli.terminal.Json;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records as JSON objects: one a line, or the elements of one array. Links may be texts, or
/// objects with a `url`.
final class JsonRecords implements RecordReader {
  private static final int READ_BYTES = 1 << 14;

  private final Source in;
  private final JsonParser json;
  private final boolean withLinks;
  private final long start;
  private boolean isFirst = true;
  private boolean inArray;
  private boolean hasRecord;

  /// Where the record begins that is being read; 0 between two records.
  private int recordLine;

  /// Begins to read.
  ///
  /// @param in the file, closed with this
  /// @param withLinks whether the links are wanted
  /// @param start offset of the first byte in the file; -1 if records cannot be read again by
  ///   theirs
  JsonRecords(InputStream in, boolean withLinks, long start) throws IOException {
    this.in = new Source(in);
    this.json = Json.FACTORY.createParser(this.in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    this.withLinks = withLinks;
    this.start = start;
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    recordLine = 0;
    try {
      var token = json.nextToken();
      if (isFirst && token == JsonToken.START_ARRAY) {
        inArray = true;
        token = json.nextToken();
      }
      isFirst = false;
      if (inArray && token == JsonToken.END_ARRAY) {
        inArray = false;
        token = json.nextToken();
      }
      var record = token == null ? null : record(token);
      hasRecord |= record != null;
      return record;
    } catch (JsonProcessingException e) {
      var location = e.getLocation();
      int line = location == null ? 1 : location.getLineNr();
      int begin = recordLine == 0 ? line : recordLine;
      throw isCut(line)
          ? new CutRecordException(begin)
          : new BadRecordException(begin, e.getOriginalMessage());
    }
  }

  /// Whether the file ends where it is wrong: anywhere in an array, or in a last line without its
  /// end. A file without any whole record is no file of records.
  private boolean isCut(int line) throws IOException {
    var buffered = new ByteArrayOutputStream();
    json.releaseBuffered(buffered);
    boolean isEnd = buffered.size() == 0;
    boolean hasLineEnd = in.last == '\n' || hasLineEnd(buffered.toByteArray(), buffered.size());
    var bytes = new byte[READ_BYTES];
    for (int count = in.read(bytes); count > 0 && !hasLineEnd; count = in.read(bytes)) {
      isEnd = false;
      hasLineEnd = in.last == '\n' || hasLineEnd(bytes, count);
    }
    boolean isLastLine = (recordLine == 0 || recordLine == line) && !hasLineEnd;
    return hasRecord && (isLastLine || (inArray && isEnd));
  }

  private static boolean hasLineEnd(byte[] bytes, int count) {
    for (var i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  private InputRecord record(JsonToken first) throws IOException {
    var location = json.currentTokenLocation();
    recordLine = location.getLineNr();
    if (first != JsonToken.START_OBJECT) {
      throw new BadRecordException(location.getLineNr(), "not a JSON object");
    }
    var record = new RecordBuilder();
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      var value = json.nextToken();
      var field = RecordField.of(name);
      if (field == null) {
        json.skipChildren();
      } else {
        take(record, field, value);
      }
    }
    var built = record.build(start < 0 ? -1 : start + location.getByteOffset());
    if (built == null) {
      throw new BadRecordException(location.getLineNr(), "no \"url\"");
    }
    return built;
  }

  private void take(RecordBuilder record, RecordField field, JsonToken value) throws IOException {
    switch (value) {
      case VALUE_STRING -> record.text(field, json.getText());
      case VALUE_NUMBER_INT -> record.number(field, json.getValueAsLong(-1));
      case VALUE_NULL, VALUE_FALSE -> record.nothing(field);
      case VALUE_TRUE -> record.text(field, "true");
      case START_OBJECT -> {
        if (field == RecordField.MS) {
          phases(record);
        } else {
          json.skipChildren();
        }
      }
      case START_ARRAY -> {
        if (field == RecordField.LINKS && withLinks) {
          record.links(links());
        } else {
          record.nothing(field);
          json.skipChildren();
        }
      }
      default -> json.skipChildren();
    }
  }

  private void phases(RecordBuilder record) throws IOException {
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      var value = json.nextToken();
      if (value.isNumeric() && RecordBuilder.isLatency(name)) {
        record.phase(json.getDoubleValue());
      } else {
        json.skipChildren();
      }
    }
  }

  private List<String> links() throws IOException {
    var links = new ArrayList<String>();
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        links.add(json.getText());
      } else if (token == JsonToken.START_OBJECT) {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          var value = json.nextToken();
          if (name.equals("url") && value == JsonToken.VALUE_STRING) {
            links.add(json.getText());
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
    return links;
  }

  @Override
  public void close() throws IOException {
    try (in) {
      json.close();
    }
  }

  /// Knows the byte that was read last.
  private static final class Source extends FilterInputStream {
    private int last;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int count = in.read(to, from, length);
      if (count > 0) {
        last = to[from + count - 1];
      }
      return count;
    }
  }
}
