package dev.spinneret.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The one factory of JSON readers and writers, since making one costs milliseconds at start-up;
/// and JSON in lines.
public final class Json {
  /// Thread-safe.
  public static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// Writes JSON.
  public interface Content<E extends Exception> {
    /// Writes it.
    ///
    /// @throws IOException if it cannot be written
    /// @throws E if there is no such content
    void write(JsonGenerator out) throws IOException, E;
  }

  /// One JSON object on a line of its own, for a file or another program; for standard output, see
  /// [Terminal#jsonLine].
  ///
  /// @return UTF-8, with the line feed
  /// @throws IOException if `fields` throws it
  /// @throws E if `fields` throws it
  public static <E extends Exception> byte[] line(Content<E> fields) throws IOException, E {
    return line(object(fields), false);
  }

  static <E extends Exception> Content<E> object(Content<E> fields) {
    return json -> {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    };
  }

  /// One JSON value on a line of its own.
  ///
  /// @param ascii whether all but ASCII is escaped
  static <E extends Exception> byte[] line(Content<E> value, boolean ascii) throws IOException, E {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = WellFormed.json(FACTORY.createGenerator(bytes))) {
      if (ascii) {
        json.setHighestNonEscapedChar('~');
      }
      value.write(json);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
