package dev.spinneret.parse.html;

import dev.spinneret.parse.url.QueryEncoding;

/// Queries in a single-byte encoding: the table of its upper half, read backwards.
final class SingleByteQuery implements QueryEncoding {
  private final char[] upperHalf;

  SingleByteQuery(char[] upperHalf) {
    this.upperHalf = upperHalf;
  }

  @Override
  public String toAscii(String query) {
    var out = new StringBuilder(query.length() + 16);
    for (var i = 0; i < query.length(); ) {
      var scalar = query.codePointAt(i);
      i += Character.charCount(scalar);
      if (scalar < 0x80) {
        out.append((char) scalar);
        continue;
      }
      var octet = octet(scalar);
      if (octet < 0) {
        PercentQuery.reference(out, scalar);
      } else {
        PercentQuery.octet(out, octet);
      }
    }
    return out.toString();
  }

  private int octet(int scalar) {
    if (scalar != 0xFFFD) {
      for (var i = 0; i < upperHalf.length; i++) {
        if (upperHalf[i] == scalar) {
          return 0x80 + i;
        }
      }
    }
    return -1;
  }
}
