package dev.spinneret.parse.html;

import java.util.List;

/// What a [Selection] found in a page.
///
/// @param name the selection's
/// @param values in document order; unmodifiable
public record Extract(String name, List<String> values) {
  /// Creates the record.
  public Extract {
    values = List.copyOf(values);
  }
}
