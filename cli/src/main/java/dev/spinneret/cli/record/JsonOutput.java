package dev.spinneret.cli.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.spinneret.cli.terminal.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// One JSON object a line as each page ends, or the same lines as the elements of one array; the
/// names are those of [Field] and of `record.schema.json` beside [dev.spinneret.cli.Main].
final class JsonOutput extends EntryOutput {
  private final OutputStream out;
  private final RecordChoice choice;
  private final boolean isArray;
  private boolean isEmpty;
  private final ByteBuilder bytes = new ByteBuilder();
  private final JsonGenerator json;
  private final JsonFields fields;

  /// Creates the output.
  ///
  /// @param out takes each line in one write; closed with this
  /// @param choice what goes into the records
  /// @param isArray whether the records are the elements of an array, which [#close] ends
  /// @param resumed whether the file holds records of an earlier run
  JsonOutput(OutputStream out, RecordChoice choice, boolean isArray, boolean resumed)
      throws IOException {
    super(choice);
    this.out = out;
    this.choice = choice;
    this.isArray = isArray;
    this.isEmpty = !resumed;
    this.json = Json.FACTORY.createGenerator(bytes);
    json.setRootValueSeparator(new SerializedString(""));
    if (choice.ascii()) {
      json.setHighestNonEscapedChar('~');
    }
    fields = new JsonFields(json);
  }

  @Override
  void write(Entry entry) throws IOException {
    if (isArray) {
      // The end of a line belongs to the record after it: what a state keeps ends with a record.
      bytes.write(isEmpty ? '[' : ',');
      bytes.write('\n');
      isEmpty = false;
    }
    json.writeStartObject();
    for (var field : choice.fields()) {
      FieldValues.write(field, entry, choice, fields.begin(field));
    }
    json.writeEndObject();
    json.flush();
    if (!isArray) {
      bytes.write('\n');
    }
    bytes.drainTo(out);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (isArray) {
        out.write((isEmpty ? "[]\n" : "\n]\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
