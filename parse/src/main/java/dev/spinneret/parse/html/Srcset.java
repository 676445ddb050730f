package dev.spinneret.parse.html;

import dev.spinneret.parse.octets.Ascii;
import java.util.ArrayList;
import java.util.List;

/// The image candidates of a `srcset` attribute: WHATWG HTML §4.8.4.3.7.
final class Srcset {
  private final String text;
  private int at;

  private Srcset(String text) {
    this.text = text;
  }

  /// The URLs of the candidates whose descriptors are valid, in order, not resolved.
  static List<String> urls(String text) {
    return new Srcset(text).candidates();
  }

  private List<String> candidates() {
    var urls = new ArrayList<String>(4);
    while (true) {
      while (at < text.length() && (isSpace() || text.charAt(at) == ',')) {
        at++;
      }
      if (at == text.length()) {
        return urls;
      }
      var start = at;
      while (at < text.length() && !isSpace()) {
        at++;
      }
      var end = at;
      while (end > start && text.charAt(end - 1) == ',') {
        end--;
      }
      if (end < at || validDescriptors(descriptors())) {
        urls.add(text.substring(start, end));
      }
    }
  }

  private boolean isSpace() {
    return Ascii.isSpace(text.charAt(at));
  }

  /// Splits up to the comma that ends the candidate; commas in parentheses do not.
  private List<String> descriptors() {
    var descriptors = new ArrayList<String>(2);
    var current = new StringBuilder();
    var inParentheses = false;
    for (; at < text.length(); at++) {
      var c = text.charAt(at);
      if (inParentheses) {
        current.append(c);
        inParentheses = c != ')';
      } else if (Ascii.isSpace(c)) {
        flush(descriptors, current);
      } else if (c == ',') {
        at++;
        break;
      } else {
        current.append(c);
        inParentheses = c == '(';
      }
    }
    flush(descriptors, current);
    return descriptors;
  }

  private static void flush(List<String> descriptors, StringBuilder current) {
    if (!current.isEmpty()) {
      descriptors.add(current.toString());
      current.setLength(0);
    }
  }

  private static boolean validDescriptors(List<String> descriptors) {
    var width = false;
    var density = false;
    var height = false;
    for (var descriptor : descriptors) {
      var last = descriptor.length() - 1;
      var number = descriptor.substring(0, last);
      switch (descriptor.charAt(last)) {
        case 'w' -> {
          if (width || density || !isPositiveInteger(number)) {
            return false;
          }
          width = true;
        }
        case 'x' -> {
          if (width || density || height || !isNonNegativeFloat(number)) {
            return false;
          }
          density = true;
        }
        case 'h' -> {
          if (height || density || !isPositiveInteger(number)) {
            return false;
          }
          height = true;
        }
        default -> {
          return false;
        }
      }
    }
    return !height || width;
  }

  private static boolean isPositiveInteger(String text) {
    var nonZero = false;
    for (var i = 0; i < text.length(); i++) {
      if (!Ascii.isDigit(text.charAt(i))) {
        return false;
      }
      nonZero |= text.charAt(i) != '0';
    }
    return nonZero;
  }

  /// A valid floating-point number (WHATWG HTML §2.3.4.3) that is not negative.
  private static boolean isNonNegativeFloat(String text) {
    var negative = text.startsWith("-");
    var i = negative ? 1 : 0;
    var zero = true;
    var start = i;
    while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
      zero &= text.charAt(i++) == '0';
    }
    var digits = i > start;
    if (i < text.length() && text.charAt(i) == '.') {
      start = ++i;
      while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
        zero &= text.charAt(i++) == '0';
      }
      if (i == start) {
        return false;
      }
      digits = true;
    }
    if (!digits || (negative && !zero)) {
      return false;
    }
    if (i < text.length() && (text.charAt(i) | 0x20) == 'e') {
      i++;
      if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
        i++;
      }
      start = i;
      while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
        i++;
      }
      if (i == start) {
        return false;
      }
    }
    return i == text.length();
  }
}
