package dev.spinneret.fetch.tls.certificate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Text with binary objects in Base64 (RFC 7468).
///
/// A bundle of authorities has thousands of lines, and a start of the program reads it before the
/// compiler has seen this code. So an object is decoded only as far as it is needed.
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";

  /// PKCS #8 (RFC 5958), not encrypted.
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final byte[] DASHES = ascii("-----");

  private Pem() {}

  /// An object within a file.
  static final class Encoded {
    private final byte[] file;
    private final int from;
    private final int to;

    private Encoded(byte[] file, int from, int to) {
      this.file = file;
      this.from = from;
      this.to = to;
    }

    /// All of its octets.
    ///
    /// @throws IllegalArgumentException if it has no end, or is not Base64
    byte[] octets() {
      return decoded(to);
    }

    /// Its first octets: as many as the lines hold that the first `charCount` characters are in.
    ///
    /// @throws IllegalArgumentException if it has no end, or these are not Base64
    byte[] firstOctets(int charCount) {
      if (to - from <= charCount) {
        return octets();
      }
      var end = from + charCount;
      while (end < to && file[end] != '\n') {
        end++;
      }
      return decoded(end);
    }

    private byte[] decoded(int end) {
      if (to == from) {
        throw new IllegalArgumentException("an object without an end");
      }
      return Base64.getMimeDecoder().decode(Arrays.copyOfRange(file, from, end));
    }

    /// Whether the characters are the same.
    boolean isSame(Encoded other) {
      return Arrays.equals(file, from, to, other.file, other.from, other.to);
    }
  }

  /// The objects of one kind in a file. One without an end is empty.
  ///
  /// @param file all of it; nobody changes it any more
  static List<Encoded> objects(byte[] file, String label) {
    var begin = ascii("-----BEGIN " + label + "-----");
    var end = ascii("-----END " + label + "-----");
    var found = new ArrayList<Encoded>();
    for (var at = dashes(file, 0); at >= 0; at = dashes(file, at + DASHES.length)) {
      if (startsWith(file, at, begin)) {
        var from = at + begin.length;
        var to = dashes(file, from);
        found.add(new Encoded(file, from, to >= 0 && startsWith(file, to, end) ? to : from));
      }
    }
    return found;
  }

  /// Where the next five dashes are; -1 if there are none.
  private static int dashes(byte[] file, int from) {
    // Of five octets in a row, one is at a multiple of five from here.
    for (var at = from; at < file.length; at += DASHES.length) {
      if (file[at] == '-') {
        var start = at;
        while (start > from && file[start - 1] == '-') {
          start--;
        }
        if (startsWith(file, start, DASHES)) {
          return start;
        }
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean startsWith(byte[] file, int at, byte[] start) {
    var end = at + start.length;
    return end <= file.length && Arrays.equals(file, at, end, start, 0, start.length);
  }

  static String text(String label, byte[] object) {
    var base64 = Base64.getMimeEncoder().encodeToString(object);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
  }
}
