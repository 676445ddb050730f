package dev.spinneret.parse.html;

import org.jspecify.annotations.Nullable;

/// The attributes of an element, wherever it was found.
interface ElementView {
  /// An attribute's value with character references resolved; empty when it was written without
  /// one.
  ///
  /// @return null when the element does not have the attribute
  @Nullable String value(HtmlAttribute attribute);
}
