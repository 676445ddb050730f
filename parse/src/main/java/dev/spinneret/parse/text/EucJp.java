package dev.spinneret.parse.text;

import dev.spinneret.parse.url.QueryEncoding;
import java.nio.charset.Charset;

/// EUC-JP with the vendor characters of the standard, which the JDK's charset lacks.
///
/// The 94 by 94 table is that of windows-31j, whose octets are another spelling of its cells; the
/// three-octet characters of JIS X 0212 are the JDK's.
final class EucJp implements TextEncoding.Decoder, QueryEncoding {
  private static final int CELLS = 94;
  private static final char UNDEFINED = '\uFFFD';
  private static final Charset JDK = Charset.forName("EUC-JP");
  private static final char[] TABLE = table();

  private static char[] table() {
    var table = new char[CELLS * CELLS];
    var windows = Charset.forName("windows-31j");
    for (var pointer = 0; pointer < table.length; pointer++) {
      var lead = pointer / 188;
      var trail = pointer % 188;
      var octets =
          new byte[] {
            (byte) (lead + (lead < 0x1F ? 0x81 : 0xC1)),
            (byte) (trail + (trail < 0x3F ? 0x40 : 0x41))
          };
      var text = new String(octets, windows);
      table[pointer] = text.length() == 1 ? text.charAt(0) : UNDEFINED;
    }
    return table;
  }

  @Override
  public String decode(byte[] octets, int from) {
    var out = new StringBuilder(octets.length - from);
    for (var i = from; i < octets.length; ) {
      var lead = octets[i++] & 0xFF;
      if (lead < 0x80) {
        out.append((char) lead);
        continue;
      }
      var trail = i < octets.length ? octets[i] & 0xFF : 0;
      var high = trail >= 0xA1 && trail <= 0xFE;
      if (lead == 0x8E && trail >= 0xA1 && trail <= 0xDF) {
        out.append((char) (0xFF61 - 0xA1 + trail));
        i++;
      } else if (lead == 0x8F && high && i + 1 < octets.length && octets[i + 1] < (byte) 0xFF) {
        var text = new String(octets, i - 1, 3, JDK);
        out.append(text.length() == 1 ? text.charAt(0) : UNDEFINED);
        i += 2;
      } else if (lead >= 0xA1 && lead <= 0xFE && high) {
        out.append(TABLE[(lead - 0xA1) * CELLS + trail - 0xA1]);
        i++;
      } else {
        // An ASCII trail is a character of its own.
        out.append(UNDEFINED);
        i += isLead(lead) && trail >= 0x80 ? 1 : 0;
      }
    }
    return out.toString();
  }

  private static boolean isLead(int octet) {
    return octet == 0x8E || octet == 0x8F || (octet >= 0xA1 && octet <= 0xFE);
  }

  @Override
  public String toAscii(String query) {
    var out = new StringBuilder(query.length() + 16);
    for (var i = 0; i < query.length(); ) {
      var scalar = query.codePointAt(i);
      i += Character.charCount(scalar);
      if (scalar < 0x80) {
        out.append((char) scalar);
      } else if (scalar == 0xA5 || scalar == 0x203E) {
        out.append(scalar == 0xA5 ? '\\' : '~');
      } else if (scalar >= 0xFF61 && scalar <= 0xFF9F) {
        PercentQuery.octet(out, 0x8E);
        PercentQuery.octet(out, scalar - 0xFF61 + 0xA1);
      } else {
        cell(out, scalar == 0x2212 ? 0xFF0D : scalar);
      }
    }
    return out.toString();
  }

  private static void cell(StringBuilder out, int scalar) {
    for (var pointer = 0; scalar != UNDEFINED && pointer < TABLE.length; pointer++) {
      if (TABLE[pointer] == scalar) {
        PercentQuery.octet(out, pointer / CELLS + 0xA1);
        PercentQuery.octet(out, pointer % CELLS + 0xA1);
        return;
      }
    }
    PercentQuery.reference(out, scalar);
  }
}
