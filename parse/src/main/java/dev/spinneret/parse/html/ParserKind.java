package dev.spinneret.parse.html;

/// What reads HTML.
public enum ParserKind {
  /// A scanner over the octets, which leaves to jsoup the pages of which it is not certain.
  SCANNER,
  /// jsoup alone.
  JSOUP
}
