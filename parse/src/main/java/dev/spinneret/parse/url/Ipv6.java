package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import org.jspecify.annotations.Nullable;

/// IPv6 addresses: the parser and the serialiser of WHATWG URL §3.5.
final class Ipv6 {
  private static final int PIECE_COUNT = 8;

  private final String text;
  private final int[] pieces = new int[PIECE_COUNT];
  private int at;
  private int piece;
  private int compress = -1;

  private Ipv6(String text) {
    this.text = text;
  }

  /// Parses what stands between the brackets.
  ///
  /// @return the compressed form with brackets, or null when it is not an address
  static @Nullable String parse(String text) {
    var address = new Ipv6(text);
    return address.read() ? address.serialise() : null;
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private boolean read() {
    if (peek() == ':') {
      if (!text.startsWith("::")) {
        return false;
      }
      at = 2;
      compress = ++piece;
    }
    while (at < text.length()) {
      if (piece == PIECE_COUNT) {
        return false;
      }
      if (peek() == ':') {
        if (compress >= 0) {
          return false;
        }
        at++;
        compress = ++piece;
        continue;
      }
      var start = at;
      var value = 0;
      while (at < text.length() && at - start < 4) {
        var digit = PercentEncoding.hexValue(text.charAt(at));
        if (digit < 0) {
          break;
        }
        value = (value << 4) | digit;
        at++;
      }
      if (peek() == '.') {
        if (at == start) {
          return false;
        }
        at = start;
        if (piece > PIECE_COUNT - 2 || !readIpv4()) {
          return false;
        }
        break;
      }
      if (peek() == ':') {
        at++;
        if (at == text.length()) {
          return false;
        }
      } else if (at < text.length()) {
        return false;
      }
      pieces[piece++] = value;
    }
    return spread();
  }

  /// Reads a dotted quad at the end into two pieces.
  private boolean readIpv4() {
    for (var seen = 0; seen < 4; seen++) {
      if (seen > 0) {
        if (peek() != '.') {
          return false;
        }
        at++;
      }
      if (at == text.length() || !Ascii.isDigit(peek())) {
        return false;
      }
      var value = peek() - '0';
      at++;
      while (Ascii.isDigit(peek())) {
        if (value == 0) {
          return false;
        }
        value = value * 10 + peek() - '0';
        if (value > 255) {
          return false;
        }
        at++;
      }
      pieces[piece] = (pieces[piece] << 8) | value;
      if (seen == 1 || seen == 3) {
        piece++;
      }
    }
    return at == text.length();
  }

  /// Moves the pieces after `::` to the end.
  private boolean spread() {
    if (compress < 0) {
      return piece == PIECE_COUNT;
    }
    var swaps = piece - compress;
    for (var to = PIECE_COUNT - 1; to != 0 && swaps > 0; to--, swaps--) {
      var from = compress + swaps - 1;
      var value = pieces[to];
      pieces[to] = pieces[from];
      pieces[from] = value;
    }
    return true;
  }

  private String serialise() {
    var longest = -1;
    var longestLength = 1;
    for (var i = 0; i < PIECE_COUNT; ) {
      var start = i;
      while (i < PIECE_COUNT && pieces[i] == 0) {
        i++;
      }
      if (i - start > longestLength) {
        longest = start;
        longestLength = i - start;
      }
      i = Math.max(i, start + 1);
    }
    var out = new StringBuilder(41).append('[');
    for (var i = 0; i < PIECE_COUNT; i++) {
      if (i == longest) {
        out.append(i == 0 ? "::" : ":");
        i += longestLength - 1;
        continue;
      }
      out.append(Integer.toHexString(pieces[i]));
      if (i < PIECE_COUNT - 1) {
        out.append(':');
      }
    }
    return out.append(']').toString();
  }
}
