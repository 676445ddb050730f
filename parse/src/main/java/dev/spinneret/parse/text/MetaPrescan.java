package dev.spinneret.parse.text;

import dev.spinneret.parse.octets.Ascii;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Looks for a declared encoding in a page's first octets: WHATWG HTML §13.2.3.2, "prescan a byte
/// stream to determine its encoding" and "get an XML encoding".
final class MetaPrescan {
  /// How many octets the standard examines.
  static final int LIMIT_BYTES = 1024;

  private final byte[] octets;
  private final int end;
  private int at;

  /// Whether the octets ended within a tag, which is then ignored.
  private boolean ended;

  private String name = "";
  private String value = "";

  private MetaPrescan(byte[] octets) {
    this.octets = octets;
    this.end = Math.min(octets.length, LIMIT_BYTES);
  }

  /// Scans.
  ///
  /// @return null when nothing is declared
  static @Nullable TextEncoding scan(byte[] body) {
    var prescan = new MetaPrescan(body);
    var utf16 = prescan.utf16XmlDeclaration();
    if (utf16 != null) {
      return utf16;
    }
    var fromMeta = prescan.metaElements();
    return fromMeta == null ? prescan.xmlEncoding() : fromMeta;
  }

  /// Looks at the XML declaration only.
  ///
  /// @return null when nothing is declared
  static @Nullable TextEncoding xml(byte[] body) {
    var prescan = new MetaPrescan(body);
    var utf16 = prescan.utf16XmlDeclaration();
    return utf16 == null ? prescan.xmlEncoding() : utf16;
  }

  private @Nullable TextEncoding utf16XmlDeclaration() {
    if (startsWith(0, "<\0?\0x\0")) {
      return TextEncoding.UTF_16LE;
    }
    return startsWith(0, "\0<\0?\0x") ? TextEncoding.UTF_16BE : null;
  }

  private @Nullable TextEncoding metaElements() {
    for (; at < end; at++) {
      if (octets[at] != '<') {
        continue;
      }
      if (startsWith(at, "<!--")) {
        // The dashes of the end may be those of the start.
        at = Math.max(indexOf("-->", at + 2), at);
        if (octets[at] == '<') {
          return null;
        }
        at += 2;
      } else if (isMeta()) {
        at += 5;
        var found = meta();
        if (found != null) {
          return found;
        }
        at--;
      } else if (isTag()) {
        while (at < end && !Ascii.isSpace(octets[at]) && octets[at] != '>') {
          at++;
        }
        while (attribute()) {}
        at--;
      } else if (startsWith(at, "<!") || startsWith(at, "</") || startsWith(at, "<?")) {
        while (at < end && octets[at] != '>') {
          at++;
        }
      }
    }
    return null;
  }

  private boolean isMeta() {
    if (at + 5 >= end) {
      return false;
    }
    for (var i = 1; i < 5; i++) {
      if ((octets[at + i] | 0x20) != "<meta".charAt(i)) {
        return false;
      }
    }
    return Ascii.isSpace(octets[at + 5]) || octets[at + 5] == '/';
  }

  private boolean isTag() {
    var letter = at + 1 < end && octets[at + 1] == '/' ? at + 2 : at + 1;
    return letter < end && Ascii.isLetter(octets[letter]);
  }

  /// Reads the attributes of a meta element.
  private @Nullable TextEncoding meta() {
    var gotPragma = false;
    var needPragma = false;
    var charsetSeen = false;
    TextEncoding charset = null;
    var httpEquivSeen = false;
    var contentSeen = false;
    var charsetAttributeSeen = false;
    while (attribute()) {
      switch (name) {
        case "http-equiv" -> {
          gotPragma |= !httpEquivSeen && value.equals("content-type");
          httpEquivSeen = true;
        }
        case "content" -> {
          if (!contentSeen && !charsetSeen) {
            var label = MetaCharset.fromContent(value);
            var encoding = label == null ? null : TextEncoding.forLabel(label);
            if (encoding != null) {
              charset = encoding;
              charsetSeen = true;
              needPragma = true;
            }
          }
          contentSeen = true;
        }
        case "charset" -> {
          if (!charsetAttributeSeen) {
            charset = TextEncoding.forLabel(value);
            charsetSeen = true;
            needPragma = false;
          }
          charsetAttributeSeen = true;
        }
        default -> {}
      }
    }
    if (ended || charset == null || (needPragma && !gotPragma)) {
      return null;
    }
    return MetaCharset.effective(charset);
  }

  /// Gets an attribute into [#name] and [#value].
  ///
  /// @return false at the end of the tag
  private boolean attribute() {
    while (at < end && (Ascii.isSpace(octets[at]) || octets[at] == '/')) {
      at++;
    }
    if (at >= end) {
      return end();
    }
    if (octets[at] == '>') {
      at++;
      return false;
    }
    var start = at;
    while (at < end
        && (octets[at] != '=' || at == start)
        && !Ascii.isSpace(octets[at])
        && octets[at] != '/'
        && octets[at] != '>') {
      at++;
    }
    name = lower(start, at);
    value = "";
    skipSpace();
    if (at >= end) {
      return end();
    }
    if (octets[at] != '=') {
      return true;
    }
    at++;
    skipSpace();
    if (at >= end) {
      return end();
    }
    var quote = octets[at];
    if (quote == '"' || quote == '\'') {
      start = ++at;
      while (at < end && octets[at] != quote) {
        at++;
      }
      if (at >= end) {
        return end();
      }
      value = lower(start, at++);
      return true;
    }
    start = at;
    while (at < end && !Ascii.isSpace(octets[at]) && octets[at] != '>') {
      at++;
    }
    if (at >= end) {
      return end();
    }
    value = lower(start, at);
    return true;
  }

  private boolean end() {
    ended = true;
    return false;
  }

  private @Nullable TextEncoding xmlEncoding() {
    if (!startsWith(0, "<?xml")) {
      return null;
    }
    var declarationEnd = indexOf(">", 0);
    at = indexOf("encoding", 0);
    if (declarationEnd < 0 || at < 0 || at > declarationEnd) {
      return null;
    }
    at += "encoding".length();
    skipControls();
    if (at >= end || octets[at] != '=') {
      return null;
    }
    at++;
    skipControls();
    if (at >= end || (octets[at] != '"' && octets[at] != '\'')) {
      return null;
    }
    var quote = octets[at++];
    var start = at;
    while (at < end && octets[at] != quote) {
      if (octets[at] >= 0 && octets[at] <= ' ') {
        return null;
      }
      at++;
    }
    if (at >= end) {
      return null;
    }
    var encoding = TextEncoding.forLabel(lower(start, at));
    return encoding == null || !encoding.isUtf16() ? encoding : TextEncoding.UTF_8;
  }

  private void skipControls() {
    while (at < end && octets[at] >= 0 && octets[at] <= ' ') {
      at++;
    }
  }

  private void skipSpace() {
    while (at < end && Ascii.isSpace(octets[at])) {
      at++;
    }
  }

  private String lower(int from, int to) {
    var text = new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return text.toLowerCase(java.util.Locale.ROOT);
      }
    }
    return text;
  }

  private boolean startsWith(int from, String ascii) {
    if (from + ascii.length() > end) {
      return false;
    }
    for (var i = 0; i < ascii.length(); i++) {
      if (octets[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(String ascii, int from) {
    for (var i = from; i < end; i++) {
      if (startsWith(i, ascii)) {
        return i;
      }
    }
    return -1;
  }
}
