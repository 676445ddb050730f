package dev.spinneret.parse.sitemap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.parse.octets.ByteOrderMark;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/// The text of a sitemap: by byte order mark, by the zeros of unmarked UTF-16, by the XML
/// declaration, else UTF-8 (XML 1.0 appendix F). Malformed octets become U+FFFD. If no octet beyond
/// ASCII is well-formed UTF-8, the file was saved in another encoding than it says, mostly that of
/// Windows: it is read as windows-1252, so that its URLs have their letters.
final class SitemapText {
  private static final int DECLARATION_LENGTH = 200;

  private SitemapText() {}

  static String decode(byte[] octets) {
    var mark = ByteOrderMark.of(octets);
    if (mark != null) {
      return new String(octets, mark.length(), octets.length - mark.length(), charset(mark));
    }
    if (octets.length >= 2 && octets[0] == 0 && octets[1] == '<') {
      return new String(octets, UTF_16BE);
    }
    if (octets.length >= 2 && octets[0] == '<' && octets[1] == 0) {
      return new String(octets, UTF_16LE);
    }
    var charset = declared(octets);
    var text = new String(octets, charset);
    return charset.equals(UTF_8) && isOtherEncoding(text)
        ? new String(octets, Charset.forName("windows-1252"))
        : text;
  }

  /// Whether all characters beyond ASCII are malformed, and there are some. A file that is cut
  /// within a character may have one at its end.
  private static boolean isOtherEncoding(String text) {
    int first = text.indexOf('\ufffd');
    if (first < 0 || first == text.length() - 1) {
      return false;
    }
    return text.chars().allMatch(c -> c < 0x80 || c == '\ufffd');
  }

  private static Charset declared(byte[] octets) {
    int length = Math.min(octets.length, DECLARATION_LENGTH);
    var start = new String(octets, 0, length, ISO_8859_1).strip();
    int end = start.indexOf("?>");
    int key = start.indexOf("encoding");
    if (!start.startsWith("<?xml") || key < 0 || key > end) {
      return UTF_8;
    }
    var value = start.substring(key + "encoding".length(), end).strip();
    if (!value.startsWith("=")) {
      return UTF_8;
    }
    value = value.substring(1).strip();
    int close = value.isEmpty() ? -1 : value.indexOf(value.charAt(0), 1);
    return close < 0 ? UTF_8 : charset(value.substring(1, close));
  }

  /// The encoding cannot be UTF-16 when the declaration could be read octet by octet.
  private static Charset charset(String label) {
    try {
      var charset = Charset.forName(label);
      return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
          ? UTF_8
          : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return UTF_8;
    }
  }

  private static Charset charset(ByteOrderMark mark) {
    return switch (mark) {
      case UTF_8 -> UTF_8;
      case UTF_16BE -> UTF_16BE;
      case UTF_16LE -> UTF_16LE;
    };
  }
}
