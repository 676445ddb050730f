package dev.spinneret.parse.html.scan;

import org.jsoup.parser.Parser;

/// Character references in text and in attributes' values (WHATWG HTML §13.2.5.72).
final class CharacterReferences {
  private static final String AMPERSAND = "&amp;";

  private CharacterReferences() {}

  /// Resolves the references: the one that is common in links here, all others by jsoup.
  static String resolve(String text, boolean inAttribute) {
    var mark = text.indexOf('&');
    if (mark < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    var from = 0;
    for (; mark >= 0; mark = text.indexOf('&', from)) {
      if (!text.startsWith(AMPERSAND, mark)) {
        return Parser.unescapeEntities(text, inAttribute);
      }
      out.append(text, from, mark + 1);
      from = mark + AMPERSAND.length();
    }
    return out.append(text, from, text.length()).toString();
  }
}
