package dev.spinneret.parse.url;

import org.jspecify.annotations.Nullable;

/// Punycode: RFC 3492.
///
/// Both directions are quadratic in a label's length, so a label longer than [#MAX_LABEL_LENGTH] is
/// rejected; DNS allows 63 octets.
final class Punycode {
  /// The longest label that is processed, in chars.
  static final int MAX_LABEL_LENGTH = 2_000;

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;

  private Punycode() {}

  /// Decodes what follows `xn--`.
  ///
  /// @param text ASCII
  /// @return null when it is malformed
  static @Nullable String decode(String text) {
    if (text.length() > MAX_LABEL_LENGTH) {
      return null;
    }
    var delimiter = text.lastIndexOf('-');
    var out = new int[text.length()];
    var count = 0;
    for (; count < delimiter; count++) {
      out[count] = text.charAt(count);
    }
    var n = INITIAL_N;
    var bias = INITIAL_BIAS;
    var i = 0L;
    for (var at = delimiter + 1; at < text.length(); ) {
      var old = i;
      var weight = 1L;
      for (var k = BASE; ; k += BASE) {
        var digit = at < text.length() ? digit(text.charAt(at++)) : -1;
        if (digit < 0) {
          return null;
        }
        i += digit * weight;
        if (i > Integer.MAX_VALUE) {
          return null;
        }
        var t = threshold(k, bias);
        if (digit < t) {
          break;
        }
        weight *= BASE - t;
        if (weight > Integer.MAX_VALUE) {
          return null;
        }
      }
      count++;
      bias = adapt((int) (i - old), count, old == 0);
      var step = i / count;
      if (n + step > Character.MAX_CODE_POINT) {
        return null;
      }
      n += (int) step;
      i %= count;
      if (n >= 0xD800 && n <= 0xDFFF) {
        return null;
      }
      System.arraycopy(out, (int) i, out, (int) i + 1, count - 1 - (int) i);
      out[(int) i++] = n;
    }
    return new String(out, 0, count);
  }

  /// Encodes a label, without the prefix.
  ///
  /// @return null when the label is too long
  static @Nullable String encode(String label) {
    if (label.length() > MAX_LABEL_LENGTH) {
      return null;
    }
    var input = label.codePoints().toArray();
    var out = new StringBuilder(input.length * 2);
    for (var codePoint : input) {
      if (codePoint < 0x80) {
        out.append((char) codePoint);
      }
    }
    var basic = out.length();
    if (basic > 0) {
      out.append('-');
    }
    var n = INITIAL_N;
    var bias = INITIAL_BIAS;
    var delta = 0;
    for (var handled = basic; handled < input.length; ) {
      var next = Integer.MAX_VALUE;
      for (var codePoint : input) {
        if (codePoint >= n && codePoint < next) {
          next = codePoint;
        }
      }
      // At most 0x10FFFF times 2,001: no overflow.
      delta += (next - n) * (handled + 1);
      n = next;
      for (var codePoint : input) {
        if (codePoint < n) {
          delta++;
        } else if (codePoint == n) {
          appendNumber(out, delta, bias);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return out.toString();
  }

  private static void appendNumber(StringBuilder out, int number, int bias) {
    var rest = number;
    for (var k = BASE; ; k += BASE) {
      var t = threshold(k, bias);
      if (rest < t) {
        break;
      }
      out.append(digitChar(t + (rest - t) % (BASE - t)));
      rest = (rest - t) / (BASE - t);
    }
    out.append(digitChar(rest));
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - bias, T_MIN, T_MAX);
  }

  private static int adapt(int delta, int count, boolean first) {
    var rest = first ? delta / DAMP : delta / 2;
    rest += rest / count;
    var k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0' + 26;
    }
    var lower = c | 0x20;
    return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
  }

  private static char digitChar(int digit) {
    return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
  }
}
