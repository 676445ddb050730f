package dev.spinneret.parse.html.scan;

import org.jspecify.annotations.Nullable;

/// The attributes of an element, wherever it was found.
public interface ElementView {
  /// An attribute's value with character references resolved; empty when it was written without
  /// one.
  ///
  /// @param attribute its name
  /// @return null when the element does not have the attribute
  @Nullable String value(HtmlAttribute attribute);
}
