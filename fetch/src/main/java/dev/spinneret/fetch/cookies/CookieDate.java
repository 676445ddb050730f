package dev.spinneret.fetch.cookies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Parses the date of an Expires attribute as RFC 6265 §5.1.1 specifies: tokens in any order; the
/// first that looks like a time, a day, a month or a year is taken as such, and the others are
/// skipped.
final class CookieDate {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int MONTH_LETTERS = 3;
  private static final int MISSING = -1;

  /// Two-digit years from this one on belong to the last century.
  private static final int CENTURY_PIVOT = 70;

  private static final int MIN_YEAR = 1601;

  private final String text;
  private int hour = MISSING;
  private int minute;
  private int second;
  private int day = MISSING;
  private int month = MISSING;
  private int year = MISSING;

  private CookieDate(String text) {
    this.text = text;
  }

  /// Returns the date, in UTC whatever zone it names; null if it is not a date.
  static @Nullable Instant parse(String text) {
    return new CookieDate(text).parse();
  }

  private @Nullable Instant parse() {
    var at = 0;
    while (at < text.length()) {
      while (at < text.length() && isDelimiter(text.charAt(at))) {
        at++;
      }
      var from = at;
      while (at < text.length() && !isDelimiter(text.charAt(at))) {
        at++;
      }
      if (at > from) {
        take(from, at);
      }
    }
    return instant();
  }

  private void take(int from, int to) {
    if (hour == MISSING && takeTime(from, to)) {
      return;
    }
    if (day == MISSING) {
      day = number(from, to, 1, 2);
      if (day != MISSING) {
        return;
      }
    }
    if (month == MISSING) {
      month = monthAt(from, to);
      if (month != MISSING) {
        return;
      }
    }
    if (year == MISSING) {
      year = number(from, to, 2, 4);
    }
  }

  private @Nullable Instant instant() {
    if (hour == MISSING || day == MISSING || month == MISSING || year == MISSING) {
      return null;
    }
    var full = year > 99 ? year : year + (year < CENTURY_PIVOT ? 2000 : 1900);
    if (full < MIN_YEAR) {
      return null;
    }
    try {
      return LocalDateTime.of(full, month, day, hour, minute, second).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// `1*2DIGIT ":" 1*2DIGIT ":" 1*2DIGIT`, then anything but a digit.
  private boolean takeTime(int from, int to) {
    var first = text.indexOf(':', from);
    var second = first < 0 ? -1 : text.indexOf(':', first + 1);
    if (second < 0 || second >= to) {
      return false;
    }
    var h = wholeNumber(from, first);
    var m = wholeNumber(first + 1, second);
    var s = number(second + 1, to, 1, 2);
    if (h == MISSING || m == MISSING || s == MISSING) {
      return false;
    }
    hour = h;
    minute = m;
    this.second = s;
    return true;
  }

  private int wholeNumber(int from, int to) {
    return digitsFrom(from, to) == to - from ? number(from, to, 1, 2) : MISSING;
  }

  /// The number at the start of a token, if it has exactly that many digits.
  private int number(int from, int to, int least, int most) {
    var count = digitsFrom(from, to);
    return count < least || count > most ? MISSING : Integer.parseInt(text, from, from + count, 10);
  }

  private int digitsFrom(int from, int to) {
    var at = from;
    while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  /// 1 to 12: the first three letters count, in any case.
  private int monthAt(int from, int to) {
    if (to - from < MONTH_LETTERS) {
      return MISSING;
    }
    var at = MONTHS.indexOf(text.substring(from, from + MONTH_LETTERS).toLowerCase(Locale.ROOT));
    return at >= 0 && at % MONTH_LETTERS == 0 ? at / MONTH_LETTERS + 1 : MISSING;
  }

  private static boolean isDelimiter(char c) {
    return c == '\t'
        || (c >= ' ' && c <= '/')
        || (c >= ';' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }
}
