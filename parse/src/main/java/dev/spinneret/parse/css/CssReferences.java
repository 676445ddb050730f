package dev.spinneret.parse.css;

import dev.spinneret.parse.octets.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The references of a style sheet: each `url()`, the string of each `@import`, and the strings of
/// an `image-set()` (CSS Syntax Level 3 §4.3; CSS Cascade 5 §2; CSS Images 4 §2.4).
///
/// A tokenizer without a grammar: comments, strings and escapes are read as the standard says, all
/// else is passed over. `@namespace` names no resource. Any text gives an answer, in linear time.
public final class CssReferences {
  /// A reference.
  ///
  /// @param text as written, escapes resolved, without white space around it
  /// @param isImport whether it names another style sheet
  /// @param at where its token begins, in characters from the beginning of the text
  public record Reference(String text, boolean isImport, int at) {}

  private static final int NONE = -1;

  private final String css;
  private final List<Reference> references = new ArrayList<>(0);
  private int at;

  /// The at-rule whose prelude this is, in lower case; "" outside of one.
  private String rule = "";

  /// How many parentheses are open.
  private int depth;

  /// The depth inside the `image-set()` around this; 0 outside of one.
  private int imageSetDepth;

  private CssReferences(String css) {
    this.css = css;
  }

  /// Finds the references.
  ///
  /// @param css a style sheet, the contents of a `style` element, or a `style` attribute
  /// @return in the order of the text; `data:` URLs too
  public static List<Reference> of(String css) {
    var scanner = new CssReferences(css);
    scanner.scan();
    return scanner.references;
  }

  private void scan() {
    while (at < css.length()) {
      var c = css.charAt(at);
      if (c == '/' && peek(1) == '*') {
        var end = css.indexOf("*/", at + 2);
        at = end < 0 ? css.length() : end + 2;
      } else if (c == '"' || c == '\'') {
        var from = at;
        var text = string();
        if (rule.equals("import")) {
          add(text, from);
          rule = "imported";
        } else if (depth > 0 && depth == imageSetDepth) {
          add(text, from);
        }
      } else if (c == '@') {
        at++;
        rule = name().toLowerCase(Locale.ROOT);
      } else if (c == ';' || c == '{' || c == '}') {
        rule = "";
        depth = 0;
        imageSetDepth = 0;
        at++;
      } else if (c == '(') {
        depth++;
        at++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
        imageSetDepth = depth < imageSetDepth ? 0 : imageSetDepth;
        at++;
      } else if (isName(c)) {
        word();
      } else {
        at++;
      }
    }
  }

  /// A name, and what `url(` holds.
  private void word() {
    var from = at;
    var name = name();
    if (peek(0) != '(') {
      return;
    }
    if (name.equalsIgnoreCase("image-set") || name.equalsIgnoreCase("-webkit-image-set")) {
      imageSetDepth = depth + 1;
      return;
    }
    if (!name.equalsIgnoreCase("url")) {
      return;
    }
    at++;
    skipSpace();
    var c = peek(0);
    var text = c == '"' || c == '\'' ? string() : bareUrl();
    if (text != null && !rule.equals("namespace")) {
      add(text, from);
      rule = rule.equals("import") ? "imported" : rule;
    }
  }

  private void add(String text, int from) {
    var stripped = text.strip();
    if (!stripped.isEmpty()) {
      references.add(new Reference(stripped, rule.equals("import"), from));
    }
  }

  private String name() {
    var out = new StringBuilder();
    while (at < css.length() && isName(css.charAt(at))) {
      if (css.charAt(at) == '\\') {
        escape(out);
      } else {
        out.append(css.charAt(at++));
      }
    }
    return out.toString();
  }

  private static boolean isName(char c) {
    return c == '-' || c == '_' || c == '\\' || c >= 0x80 || Ascii.isLetterOrDigit(c);
  }

  /// A string (§4.3.5); one that a line ends is bad, and what it holds does not count.
  private String string() {
    var quote = css.charAt(at++);
    var out = new StringBuilder();
    while (at < css.length()) {
      var c = css.charAt(at);
      if (c == quote) {
        at++;
        return out.toString();
      }
      if (c == '\n' || c == '\r' || c == '\f') {
        return "";
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  /// The rest of a URL without quotes (§4.3.6).
  ///
  /// @return null when it is bad
  private @Nullable String bareUrl() {
    var out = new StringBuilder();
    var bad = false;
    while (at < css.length()) {
      var c = css.charAt(at);
      if (c == ')') {
        at++;
        break;
      }
      if (c == '\\') {
        escape(out);
        continue;
      }
      if (Ascii.isSpace(c)) {
        skipSpace();
        bad |= peek(0) != ')' && at < css.length();
        continue;
      }
      bad |= c == '"' || c == '\'' || c == '(';
      out.append(c);
      at++;
    }
    return bad ? null : out.toString();
  }

  /// An escape (§4.3.7); in a string, an escaped line end is nothing.
  private void escape(StringBuilder out) {
    at++;
    if (at >= css.length()) {
      return;
    }
    var value = 0;
    var digits = 0;
    while (digits < 6 && at < css.length() && Character.digit(css.charAt(at), 16) >= 0) {
      value = 16 * value + Character.digit(css.charAt(at++), 16);
      digits++;
    }
    if (digits == 0) {
      var c = css.charAt(at++);
      if (c != '\n' && c != '\r' && c != '\f') {
        out.append(c);
      } else if (c == '\r' && peek(0) == '\n') {
        at++;
      }
      return;
    }
    if (Ascii.isSpace((char) Math.max(0, peek(0)))) {
      at++;
    }
    var isCharacter =
        value != 0
            && value <= Character.MAX_CODE_POINT
            && !(value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE);
    out.appendCodePoint(isCharacter ? value : 0xFFFD);
  }

  private void skipSpace() {
    while (at < css.length() && Ascii.isSpace(css.charAt(at))) {
      at++;
    }
  }

  private int peek(int distance) {
    return at + distance < css.length() ? css.charAt(at + distance) : NONE;
  }
}
