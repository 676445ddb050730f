package dev.spinneret.parse.html.scan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// The document type declaration, as far as the tree depends on it: whether the document is in
/// quirks mode, by jsoup's rule.
final class DocumentType {
  /// Whether a table leaves an open paragraph open.
  enum Quirks {
    /// It does.
    YES,
    /// It closes the paragraph.
    NO,
    /// The declaration is not well-formed.
    UNKNOWN
  }

  private static final String KEYWORD = "doctype";

  private static final Pattern WELL_FORMED =
      Pattern.compile(
          "\\s+html(?:\\s+(?:public\\s+(?<id>\"[^\">]*\"|'[^'>]*')"
              + "(?:\\s*(?:\"[^\">]*\"|'[^'>]*'))?|system\\s+(?:\"[^\">]*\"|'[^'>]*')))?\\s*");

  private DocumentType() {}

  /// Whether a declaration is one of a document type.
  ///
  /// @param at after `<!`
  static boolean isOne(byte[] body, int at) {
    if (at + KEYWORD.length() > body.length) {
      return false;
    }
    for (var i = 0; i < KEYWORD.length(); i++) {
      if ((body[at + i] | 0x20) != KEYWORD.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// The mode that a document type asks for.
  ///
  /// @param at after `<!`
  /// @param close the index of `>`
  static Quirks quirks(byte[] body, int at, int close) {
    var from = at + KEYWORD.length();
    if (close - from == 5 && isHtml(body, from)) {
      return Quirks.NO;
    }
    var text =
        new String(body, from, close - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    var matcher = WELL_FORMED.matcher(text);
    if (!matcher.matches() || text.indexOf('\0') >= 0 || text.indexOf('\u000B') >= 0) {
      return Quirks.UNKNOWN;
    }
    var id = matcher.group("id");
    return id != null && id.substring(1, id.length() - 1).equals("html") ? Quirks.YES : Quirks.NO;
  }

  private static boolean isHtml(byte[] body, int at) {
    return body[at] == ' '
        && (body[at + 1] | 0x20) == 'h'
        && (body[at + 2] | 0x20) == 't'
        && (body[at + 3] | 0x20) == 'm'
        && (body[at + 4] | 0x20) == 'l';
  }
}
