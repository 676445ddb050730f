package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a batch: a flat JSON object. Nested values are skipped.
final class BatchRequest {
  private final Map<String, @Nullable String> fields;

  private BatchRequest(Map<String, @Nullable String> fields) {
    this.fields = fields;
  }

  /// Reads a line.
  ///
  /// @param json creates parsers
  /// @param line should be one JSON object
  /// @throws BadRequestException if it is none
  static BatchRequest parse(JsonFactory json, String line) throws BadRequestException {
    var fields = new HashMap<String, @Nullable String>();
    try (var parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRequestException("not a JSON object");
      }
      for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        var value = parser.nextToken();
        if (value.isStructStart()) {
          parser.skipChildren();
        } else {
          fields.put(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
        }
      }
      if (parser.nextToken() != null) {
        throw new BadRequestException("more than one JSON object on a line");
      }
      return new BatchRequest(fields);
    } catch (JsonProcessingException e) {
      throw new BadRequestException("not a JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
  }

  /// A field that must be there.
  ///
  /// @return its value, numbers as written
  /// @throws BadRequestException if it is missing or null
  String text(String name) throws BadRequestException {
    var value = fields.get(name);
    if (value == null) {
      throw new BadRequestException("no \"" + name + "\"");
    }
    return value;
  }

  /// A field that may be missing or null.
  ///
  /// @return its value, or null
  @Nullable String textOrNull(String name) {
    return fields.get(name);
  }

  /// A field of bytes in Base64.
  ///
  /// @return the bytes
  /// @throws BadRequestException if it is missing or not Base64
  byte[] bytes(String name) throws BadRequestException {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("\"" + name + "\" is not Base64: " + e.getMessage());
    }
  }
}
