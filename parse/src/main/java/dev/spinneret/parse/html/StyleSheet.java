package dev.spinneret.parse.html;

import dev.spinneret.parse.css.CssReferences;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Reads a style sheet as a page: what it refers to are its links.
final class StyleSheet {
  private StyleSheet() {}

  /// Whether a body is a style sheet.
  ///
  /// @param type its media type; null when that is not known
  static boolean isOne(@Nullable ContentType type) {
    return type != null && type.essence().equals("text/css");
  }

  /// Reads a style sheet in the encoding that its sender names, or in UTF-8. (A `@charset` rule
  /// names another in few sheets, and URLs are ASCII in most.)
  ///
  /// @param notes takes the places; null when nobody asks
  static Page read(
      byte[] body, ContentType type, WebUrl url, Effort effort, @Nullable KnownPlaces notes) {
    var label = type.charset();
    var named = label == null ? null : TextEncoding.forLabel(label);
    var encoding = named == null ? TextEncoding.UTF_8 : named;
    var css = encoding.decode(body, 0);
    var found = new FoundLinks(new byte[0], null, false, effort, notes);
    var lines = new Lines(css);
    for (var reference : CssReferences.of(css)) {
      if (reference.text().startsWith("#")) {
        continue; // an element of the page that uses the sheet (CSS Values 4 §4.5.1)
      }
      if (notes != null) {
        notes.follow(() -> lines.place(reference.at()));
      }
      found.add(reference.text(), kind(reference), false);
    }
    var links = found.resolved(new LinkResolver(url, null, TextEncoding.UTF_8));
    return Page.ofLinks(encoding.name(), url, links, found.malformed());
  }

  /// The kind of link that a reference of a style sheet is.
  static LinkKind kind(CssReferences.Reference reference) {
    return reference.isImport() ? LinkKind.CSS_IMPORT : LinkKind.CSS_URL;
  }

  /// Counts lines, in ascending order of the places.
  private static final class Lines {
    private final String text;
    private int countedTo;
    private int line = 1;
    private int lineStart;

    Lines(String text) {
      this.text = text;
    }

    LinkPlace place(int at) {
      for (; countedTo < at; countedTo++) {
        if (text.charAt(countedTo) == '\n') {
          line++;
          lineStart = countedTo + 1;
        }
      }
      return new LinkPlace(line, 1 + at - lineStart, "", "");
    }
  }
}
