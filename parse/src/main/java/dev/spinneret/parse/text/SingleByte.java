package dev.spinneret.parse.text;

import dev.spinneret.parse.url.QueryEncoding;
import java.nio.charset.StandardCharsets;

/// An encoding of one octet per character: ASCII and a table of 128 characters.
final class SingleByte implements TextEncoding.Decoder, QueryEncoding {
  private static final char UNDEFINED = '\uFFFD';

  private final char[] upperHalf;

  /// @param upperHalf the characters of the octets from 0x80 on; U+FFFD where there is none
  SingleByte(char[] upperHalf) {
    this.upperHalf = upperHalf;
  }

  @Override
  public String decode(byte[] octets, int from) {
    if (isAscii(octets, from)) {
      return new String(octets, from, octets.length - from, StandardCharsets.ISO_8859_1);
    }
    var chars = new char[octets.length - from];
    for (var i = 0; i < chars.length; i++) {
      var octet = octets[from + i];
      chars[i] = octet >= 0 ? (char) octet : upperHalf[octet & 0x7F];
    }
    return new String(chars);
  }

  private static boolean isAscii(byte[] octets, int from) {
    for (var i = from; i < octets.length; i++) {
      if (octets[i] < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toAscii(String query) {
    var out = new StringBuilder(query.length() + 16);
    for (var i = 0; i < query.length(); ) {
      var scalar = query.codePointAt(i);
      i += Character.charCount(scalar);
      var octet = octet(scalar);
      if (scalar < 0x80) {
        out.append((char) scalar);
      } else if (octet < 0) {
        PercentQuery.reference(out, scalar);
      } else {
        PercentQuery.octet(out, octet);
      }
    }
    return out.toString();
  }

  private int octet(int scalar) {
    if (scalar >= 0x80 && scalar != UNDEFINED) {
      for (var i = 0; i < upperHalf.length; i++) {
        if (upperHalf[i] == scalar) {
          return 0x80 + i;
        }
      }
    }
    return -1;
  }
}
