package dev.spinneret.parse.sitemap;

import dev.spinneret.parse.octets.Ascii;
import dev.spinneret.parse.text.XmlCharacters;

/// Repairs the most common mistakes of hand-written XML: ampersands of URLs that are not escaped,
/// and characters that XML does not allow. A document that was cut off inside a text loses that
/// text, because half a URL is a different URL.
final class XmlRepair {
  private final String document;
  private final StringBuilder mended;
  private boolean isInTag;

  private XmlRepair(String document) {
    this.document = document;
    this.mended = new StringBuilder(document.length() + 64);
  }

  static String mend(String broken) {
    var document = legal(broken);
    int lastTagEnd = document.lastIndexOf('>');
    boolean endsInText = lastTagEnd > document.lastIndexOf('<');
    var repair = new XmlRepair(endsInText ? document.substring(0, lastTagEnd + 1) : document);
    int i = 0;
    while (i < repair.document.length()) {
      i = repair.step(i);
    }
    return repair.mended.toString();
  }

  /// Copies what starts at `i` and returns the index after it.
  private int step(int i) {
    char c = document.charAt(i);
    if (c == '<') {
      int end = endOfOpaque(i);
      if (end > 0) {
        mended.append(document, i, end);
        return end;
      }
      isInTag = true;
    } else if (c == '>') {
      isInTag = false;
    } else if (c == '&' && !isReference(i)) {
      mended.append("&amp;");
      return i + 1;
    }
    mended.append(c);
    return i + 1;
  }

  /// The end of the comment, CDATA section or processing instruction at `i`, or 0.
  private int endOfOpaque(int i) {
    if (document.startsWith("<!--", i)) {
      return endOf("-->", i + 4);
    }
    if (document.startsWith("<![CDATA[", i)) {
      return endOf("]]>", i + 9);
    }
    return document.startsWith("<?", i) ? endOf("?>", i + 2) : 0;
  }

  private int endOf(String close, int from) {
    int start = document.indexOf(close, from);
    return start < 0 ? document.length() : start + close.length();
  }

  private static String legal(String document) {
    var legal = new StringBuilder(document.length());
    document.codePoints().filter(XmlCharacters::isLegal).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  /// Whether the ampersand at `i` begins one of XML's own references. In text, other named
  /// references are left alone, too; they expand to nothing.
  private boolean isReference(int i) {
    int end = i + 1;
    while (end < document.length() && isNameChar(document.charAt(end)) && end < i + 34) {
      end++;
    }
    if (end == i + 1 || end >= document.length() || document.charAt(end) != ';') {
      return false;
    }
    var name = document.substring(i + 1, end);
    return switch (name) {
      case "amp", "lt", "gt", "quot", "apos" -> true;
      default ->
          name.startsWith("#") ? isLegalNumber(name) : !isInTag && !Ascii.isDigit(name.charAt(0));
    };
  }

  private static boolean isLegalNumber(String name) {
    boolean isHex = name.startsWith("#x");
    try {
      return XmlCharacters.isLegal(
          Integer.parseInt(name, isHex ? 2 : 1, name.length(), isHex ? 16 : 10));
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static boolean isNameChar(char c) {
    return c == '#' || Ascii.isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
