package dev.spinneret.parse.text;

/// The UTF-16 decoder of the standard: a lone surrogate is one U+FFFD and consumes nothing else,
/// unlike in the JDK's charsets.
///
/// @param bigEndian whether the most significant octet comes first
record Utf16(boolean bigEndian) implements TextEncoding.Decoder {
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public String decode(byte[] octets, int from) {
    var length = octets.length - from;
    var chars = new char[(length + 1) / 2];
    for (var i = 0; i < length / 2; i++) {
      var first = octets[from + 2 * i] & 0xFF;
      var second = octets[from + 2 * i + 1] & 0xFF;
      chars[i] = (char) (bigEndian ? (first << 8) | second : (second << 8) | first);
    }
    if (length % 2 == 1) {
      chars[length / 2] = REPLACEMENT;
    }
    for (var i = 0; i < chars.length; i++) {
      if (Character.isHighSurrogate(chars[i])
          && i + 1 < chars.length
          && Character.isLowSurrogate(chars[i + 1])) {
        i++;
      } else if (Character.isSurrogate(chars[i])) {
        chars[i] = REPLACEMENT;
      }
    }
    return new String(chars);
  }
}
