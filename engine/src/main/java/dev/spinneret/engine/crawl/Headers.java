package dev.spinneret.engine.crawl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header fields in the order received; names compare without case (RFC 9110 §5.1).
public final class Headers {
  /// No fields at all.
  public static final Headers EMPTY = new Headers(List.of());

  private final List<Field> fields;

  /// Creates the header fields of a message.
  ///
  /// @param fields in order; copied
  public Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /// One field line.
  ///
  /// @param name as sent
  /// @param value without surrounding white space
  public record Field(String name, String value) {}

  /// All fields.
  ///
  /// @return in the order received, unmodifiable
  public List<Field> fields() {
    return fields;
  }

  /// The value of the first field of that name.
  ///
  /// @param name in any case
  /// @return null when there is none
  public @Nullable String first(String name) {
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /// The values of all fields of that name.
  ///
  /// @param name in any case
  /// @return in order; empty when there is none
  public List<String> all(String name) {
    var values = new ArrayList<String>(1);
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }
}
