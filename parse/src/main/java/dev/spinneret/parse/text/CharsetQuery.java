package dev.spinneret.parse.text;

import dev.spinneret.parse.url.QueryEncoding;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/// Queries in a multi-byte encoding that the JDK knows.
final class CharsetQuery implements QueryEncoding {
  private final Charset charset;

  /// Whether this is GBK: GB18030 without its four-octet forms, and with one octet for the euro.
  private final boolean gbk;

  private final boolean shiftJis;

  CharsetQuery(String name, Charset charset) {
    this.charset = charset;
    this.gbk = name.equals("GBK");
    this.shiftJis = name.equals("Shift_JIS");
  }

  @Override
  public String toAscii(String query) {
    var encoder =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var out = new StringBuilder(query.length() + 16);
    var octets = ByteBuffer.allocate(32);
    for (var i = 0; i < query.length(); ) {
      var scalar = query.codePointAt(i);
      var next = i + Character.charCount(scalar);
      var special = special(scalar);
      if (special != null) {
        out.append(special);
        i = next;
        continue;
      }
      var result = encoder.encode(CharBuffer.wrap(query, i, next), octets.clear(), false);
      var limit = gbk ? 2 : octets.capacity();
      if (result.isUnderflow() && octets.position() <= limit) {
        append(out, octets);
      } else {
        PercentQuery.reference(out, scalar);
      }
      i = next;
    }
    var end = encoder.encode(CharBuffer.allocate(0), octets.clear(), true);
    if (end == CoderResult.UNDERFLOW && encoder.flush(octets) == CoderResult.UNDERFLOW) {
      append(out, octets);
    }
    return out.toString();
  }

  /// What the standard's encoder returns where the JDK's differs.
  private @Nullable String special(int scalar) {
    if (gbk) {
      return scalar == '€' ? "%80" : null;
    }
    if (!shiftJis) {
      return null;
    }
    return switch (scalar) {
      case '¥' -> "\\";
      case '‾' -> "~";
      case '−' -> "%81|";
      default -> null;
    };
  }

  private static void append(StringBuilder out, ByteBuffer octets) {
    octets.flip();
    while (octets.hasRemaining()) {
      var octet = octets.get();
      if (octet >= 0) {
        out.append((char) octet);
      } else {
        PercentQuery.octet(out, octet & 0xFF);
      }
    }
  }
}
