package dev.spinneret.parse.text;

import dev.spinneret.parse.http.ContentType;
import org.jspecify.annotations.Nullable;

/// Determines a page's encoding in the standard's order: byte order mark, header, meta prescan,
/// windows-1252 (WHATWG HTML §13.2.3.2). For XML, the last two are the declaration and UTF-8 (XML
/// 1.0, appendix F).
public final class CharsetSniffer {
  private CharsetSniffer() {}

  /// What was found.
  ///
  /// @param encoding never null
  /// @param bomBytes how many octets the byte order mark takes; they are no part of the text
  /// @param certain false when a meta element further down may still change the encoding
  public record Sniffed(TextEncoding encoding, int bomBytes, boolean certain) {}

  /// Sniffs a page.
  ///
  /// @param body all octets; not changed
  /// @param type its media type; null when it is not known
  /// @return the encoding
  public static Sniffed sniff(byte[] body, @Nullable ContentType type) {
    if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
      return new Sniffed(TextEncoding.UTF_8, 3, true);
    }
    if (startsWith(body, 0xFE, 0xFF)) {
      return new Sniffed(TextEncoding.UTF_16BE, 2, true);
    }
    if (startsWith(body, 0xFF, 0xFE)) {
      return new Sniffed(TextEncoding.UTF_16LE, 2, true);
    }
    var label = type == null ? null : type.charset();
    var fromHeader = label == null ? null : TextEncoding.forLabel(label);
    if (fromHeader != null) {
      return new Sniffed(fromHeader, 0, true);
    }
    if (type != null && type.isXml()) {
      var declared = MetaPrescan.xml(body);
      return new Sniffed(declared == null ? TextEncoding.UTF_8 : declared, 0, true);
    }
    var fromMeta = MetaPrescan.scan(body);
    return fromMeta == null
        ? new Sniffed(TextEncoding.WINDOWS_1252, 0, false)
        : new Sniffed(fromMeta, 0, true);
  }

  private static boolean startsWith(byte[] body, int... octets) {
    if (body.length < octets.length) {
      return false;
    }
    for (var i = 0; i < octets.length; i++) {
      if ((body[i] & 0xFF) != octets[i]) {
        return false;
      }
    }
    return true;
  }
}
