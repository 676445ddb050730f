package dev.spinneret.parse.sitemap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/// The text of a sitemap: by byte order mark, by the zeros of unmarked UTF-16, by the XML
/// declaration, else UTF-8 (XML 1.0 appendix F). Malformed octets become U+FFFD.
final class SitemapText {
  private static final int DECLARATION_LENGTH = 200;

  private SitemapText() {}

  static String decode(byte[] octets) {
    if (startsWith(octets, 0xEF, 0xBB, 0xBF)) {
      return new String(octets, 3, octets.length - 3, UTF_8);
    }
    if (startsWith(octets, 0xFE, 0xFF)) {
      return new String(octets, 2, octets.length - 2, UTF_16BE);
    }
    if (startsWith(octets, 0xFF, 0xFE)) {
      return new String(octets, 2, octets.length - 2, UTF_16LE);
    }
    if (startsWith(octets, 0, '<')) {
      return new String(octets, UTF_16BE);
    }
    if (startsWith(octets, '<', 0)) {
      return new String(octets, UTF_16LE);
    }
    return new String(octets, declared(octets));
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

  private static boolean startsWith(byte[] octets, int... start) {
    if (octets.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((octets[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
