package dev.spinneret.parse.url;

import org.jspecify.annotations.Nullable;

/// A URL of any scheme: one that can be crawled, or [another one][OtherUrl].
public sealed interface ParsedUrl permits WebUrl, OtherUrl {
  /// Parses `input` against `base` as the WHATWG URL standard says.
  ///
  /// @param input any text
  /// @param base the URL that relative references resolve against; null when there is none
  /// @return the URL, or null when the standard says failure
  static @Nullable ParsedUrl parse(String input, @Nullable ParsedUrl base) {
    var baseParts =
        switch (base) {
          case null -> null;
          case WebUrl web -> web.parts();
          case OtherUrl other -> other.parts();
        };
    var parts = UrlParser.parse(input, baseParts);
    if (parts == null) {
      return null;
    }
    return parts.isWeb() ? WebUrl.of(parts.href()) : new OtherUrl(parts);
  }

  /// The scheme in lower case, without the colon.
  ///
  /// @return such as `https` or `mailto`
  String scheme();

  /// The serialisation, fragment included.
  ///
  /// @return the URL as text
  String href();
}
