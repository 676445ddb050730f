package dev.spinneret.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a batch: a flat JSON object. Nested values are skipped.
final class Question {
  private final Map<String, @Nullable String> fields;

  private Question(Map<String, @Nullable String> fields) {
    this.fields = fields;
  }

  /// Reads a line.
  ///
  /// @param json creates parsers
  /// @param line should be one JSON object
  /// @return its fields
  /// @throws BadQuestionException when it is none
  static Question parse(JsonFactory json, String line) throws BadQuestionException {
    var fields = new HashMap<String, @Nullable String>();
    try (var parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadQuestionException("not a JSON object");
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
        throw new BadQuestionException("more than one JSON object on a line");
      }
      return new Question(fields);
    } catch (JsonProcessingException e) {
      throw new BadQuestionException("not a JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be read", e);
    }
  }

  /// A field that must be there.
  ///
  /// @param name of the field
  /// @return its value, numbers as written
  /// @throws BadQuestionException when it is missing or null
  String text(String name) throws BadQuestionException {
    var value = fields.get(name);
    if (value == null) {
      throw new BadQuestionException("no \"" + name + "\"");
    }
    return value;
  }

  /// A field that may be missing or null.
  ///
  /// @param name of the field
  /// @return its value, or null
  @Nullable String textOrNull(String name) {
    return fields.get(name);
  }

  /// A field of bytes in Base64.
  ///
  /// @param name of the field
  /// @return the bytes
  /// @throws BadQuestionException when it is missing or not Base64
  byte[] bytes(String name) throws BadQuestionException {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw new BadQuestionException("\"" + name + "\" is not Base64: " + e.getMessage());
    }
  }
}
