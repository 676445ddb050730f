package dev.spinneret.parse.text;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.octets.ByteOrderMark;
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
    var mark = ByteOrderMark.of(body);
    if (mark != null) {
      return new Sniffed(encoding(mark), mark.length(), true);
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

  private static TextEncoding encoding(ByteOrderMark mark) {
    return switch (mark) {
      case UTF_8 -> TextEncoding.UTF_8;
      case UTF_16BE -> TextEncoding.UTF_16BE;
      case UTF_16LE -> TextEncoding.UTF_16LE;
    };
  }
}
