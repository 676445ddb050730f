package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import org.jspecify.annotations.Nullable;

/// IPv4 addresses in every form that the standard accepts: WHATWG URL §3.5.
final class Ipv4 {
  private static final long OVERFLOW = 1L << 32;

  private Ipv4() {}

  /// Whether a host is to be read as an IPv4 address: its last label is a number.
  static boolean endsInNumber(String host) {
    var end = host.length();
    if (end > 0 && host.charAt(end - 1) == '.') {
      end--;
      if (end == 0) {
        return false;
      }
    }
    var start = host.lastIndexOf('.', end - 1) + 1;
    if (start == end) {
      return false;
    }
    if (allDigits(host, start, end)) {
      return true;
    }
    return number(host, start, end) >= 0;
  }

  /// Whether a host is an address as it is serialised: four decimal numbers without leading zeros.
  static boolean isDotted(String text, int from, int to) {
    var dotCount = 0;
    var value = -1;
    for (var i = from; i < to; i++) {
      var c = text.charAt(i);
      if (c == '.') {
        dotCount++;
        if (value < 0) {
          return false;
        }
        value = -1;
      } else if (Ascii.isDigit(c) && value != 0) {
        value = value < 0 ? c - '0' : 10 * value + c - '0';
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return dotCount == 3 && value >= 0;
  }

  /// Parses an address whose host [ends in a number][#endsInNumber(String)].
  ///
  /// @return the dotted form, or null when it is not an address
  static @Nullable String parse(String host) {
    var end = host.endsWith(".") ? host.length() - 1 : host.length();
    var address = 0L;
    var start = 0;
    for (var part = 0; ; part++) {
      if (part == 4) {
        return null;
      }
      var dot = host.indexOf('.', start);
      var last = dot < 0 || dot >= end;
      var value = number(host, start, last ? end : dot);
      if (value < 0) {
        return null;
      }
      if (last) {
        return value < OVERFLOW >> (8 * part) ? dotted(address | value) : null;
      }
      if (value > 255) {
        return null;
      }
      address |= value << (8 * (3 - part));
      start = dot + 1;
    }
  }

  /// Reads a decimal, octal or hexadecimal number, at most [#OVERFLOW]; -1 when it is not a number.
  private static long number(String text, int from, int to) {
    if (from == to) {
      return -1;
    }
    var radix = 10;
    if (to - from >= 2 && text.charAt(from) == '0') {
      if ((text.charAt(from + 1) | 0x20) == 'x') {
        radix = 16;
        from += 2;
      } else {
        radix = 8;
        from++;
      }
    }
    var value = 0L;
    for (var i = from; i < to; i++) {
      var digit = PercentEncoding.hexValue(text.charAt(i));
      if (digit < 0 || digit >= radix) {
        return -1;
      }
      value = Math.min(value * radix + digit, OVERFLOW);
    }
    return value;
  }

  private static boolean allDigits(String text, int from, int to) {
    for (var i = from; i < to; i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static String dotted(long address) {
    return (address >> 24)
        + "."
        + ((address >> 16) & 255)
        + "."
        + ((address >> 8) & 255)
        + "."
        + (address & 255);
  }
}
