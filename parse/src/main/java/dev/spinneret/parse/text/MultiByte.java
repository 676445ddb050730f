package dev.spinneret.parse.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/// The decoders of Big5, EUC-KR, GBK, gb18030 and Shift_JIS: the JDK's, except that a malformed
/// sequence ends where the standard says.
///
/// After a lead octet without a valid trail, an ASCII octet is a character of its own; the JDK's
/// charsets swallow it, even the quote that ends an attribute.
final class MultiByte implements TextEncoding.Decoder {
  private static final byte X80 = (byte) 0x80;

  private final Charset charset;
  private final boolean shiftJis;

  /// What the octet 0x80 stands for.
  private final char x80;

  private MultiByte(Charset charset, boolean shiftJis, char x80) {
    this.charset = charset;
    this.shiftJis = shiftJis;
    this.x80 = x80;
  }

  /// A decoder for one of the standard's encodings.
  static MultiByte of(String name, Charset charset) {
    return switch (name) {
      case "GBK", "gb18030" -> new MultiByte(charset, false, '€');
      case "Shift_JIS" -> new MultiByte(charset, true, '\u0080');
      default -> new MultiByte(charset, false, '\uFFFD');
    };
  }

  @Override
  public String decode(byte[] octets, int from) {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(octets, from, octets.length - from);
    // No octet becomes more than one char, but for a few pairs that become a letter and its mark.
    var out = CharBuffer.allocate(octets.length - from + 2);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        decoder.flush(out);
        return out.flip().toString();
      }
      var at = in.position();
      out.put(octets[at] == X80 ? x80 : '\uFFFD');
      in.position(at + skip(octets, at));
      decoder.reset();
    }
  }

  /// How many octets an error takes.
  private int skip(byte[] octets, int at) {
    var pair = at + 1 < octets.length && octets[at + 1] < 0 && isLead(octets[at] & 0xFF);
    return pair ? 2 : 1;
  }

  private boolean isLead(int octet) {
    return octet > 0x80 && octet < 0xFF && !(shiftJis && (octet > 0xFC || octet == 0xA0));
  }
}
