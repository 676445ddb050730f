package dev.spinneret.parse.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The root element of an XML document, found without parsing the document: its local name and its
/// namespace decide what a document of an unspecific type is.
///
/// @param name the local name
/// @param namespace empty when it has none
public record XmlRoot(String name, String namespace) {
  /// A root element that begins later is not found.
  private static final int MAX_CHARS = 16 * 1024;

  /// Finds the root element.
  ///
  /// @param body octets in whatever encoding; not changed
  /// @return null when there is none within the first few kilobytes
  public static @Nullable XmlRoot of(byte[] body) {
    var text = beginning(body);
    var at = 0;
    while ((at = text.indexOf('<', at)) >= 0) {
      if (text.startsWith("<?", at)) {
        at = after(text, "?>", at);
      } else if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at + 4);
      } else if (text.startsWith("<!", at)) {
        at = afterDoctype(text, at);
      } else {
        return tag(text, at + 1);
      }
      if (at < 0) {
        return null;
      }
    }
    return null;
  }

  private static @Nullable XmlRoot tag(String text, int from) {
    var at = from;
    while (at < text.length() && !isSpace(text.charAt(at)) && "/>".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    var name = text.substring(from, at);
    var colon = name.indexOf(':');
    var declaration = colon < 0 ? "xmlns" : "xmlns:" + name.substring(0, colon);
    return name.isEmpty() || at == text.length()
        ? null
        : new XmlRoot(name.substring(colon + 1), attribute(text, at, declaration));
  }

  /// The value of an attribute of the tag; empty when it has none.
  private static String attribute(String text, int from, String wanted) {
    var at = from;
    while (true) {
      while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == '/')) {
        at++;
      }
      var equals = text.indexOf('=', at);
      var end = text.indexOf('>', at);
      if (equals < 0 || (end >= 0 && end < equals)) {
        return "";
      }
      var open = equals + 1;
      while (open < text.length() && isSpace(text.charAt(open))) {
        open++;
      }
      var close = open < text.length() ? text.indexOf(text.charAt(open), open + 1) : -1;
      if (close < 0 || (text.charAt(open) != '"' && text.charAt(open) != '\'')) {
        return "";
      }
      if (text.substring(at, equals).strip().equals(wanted)) {
        return text.substring(open + 1, close);
      }
      at = close + 1;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /// The first characters; markup is ASCII in every encoding except UTF-16.
  private static String beginning(byte[] body) {
    var length = Math.min(body.length, MAX_CHARS);
    if (length >= 2) {
      var first = (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
      if (first == 0xFEFF || first == '<') {
        return new String(body, 0, length, StandardCharsets.UTF_16BE);
      }
      if (first == 0xFFFE || first == '<' << 8) {
        return new String(body, 0, length, StandardCharsets.UTF_16LE);
      }
    }
    return new String(body, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static int after(String text, String end, int from) {
    var at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  /// The index after a document type declaration with its internal subset.
  private static int afterDoctype(String text, int from) {
    var depth = 0;
    for (var i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[' -> depth++;
        case ']' -> depth--;
        case '>' -> {
          if (depth <= 0) {
            return i + 1;
          }
        }
        // Not exhaustive: all else belongs to the declaration.
        default -> {}
      }
    }
    return -1;
  }
}
