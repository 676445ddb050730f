package dev.spinneret.parse.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A timestamp in an HTTP field: RFC 9110 §5.6.7, in all three forms.
///
/// ```
/// Sun, 06 Nov 1994 08:49:37 GMT    IMF-fixdate, the preferred form
/// Sunday, 06-Nov-94 08:49:37 GMT   of RFC 850, with two digits for the year
/// Sun Nov  6 08:49:37 1994         of C's asctime(), always UTC
/// ```
///
/// The day of the week is not compared with the date, and case does not matter. As curl does,
/// senders' usual slips are accepted: one digit for the day, four for the year of the second form,
/// `UTC` or a numeric offset for `GMT`.
public final class HttpDate {
  private static final String TIME = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?:[a-z]{3,9},?\\s+)?(?<day>\\d{1,2})[ -](?<month>[a-z]{3})["
              + " -](?<year>\\d{4}|\\d{2})\\s+"
              + TIME
              + "\\s+(?:gmt|utc?|z|(?<sign>[+-])(?<offset>\\d{4}))");

  private static final Pattern ASCTIME =
      Pattern.compile(
          "[a-z]{3}\\s+(?<month>[a-z]{3})\\s+(?<day>\\d{1,2})\\s+"
              + TIME
              + "\\s+(?<year>\\d{4})(?:\\s+gmt)?");

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private HttpDate() {}

  /// Parses a timestamp.
  ///
  /// @param value a field's value
  /// @param now the time at which it was received; it decides the century of a year with two digits
  /// @return null when the value is no timestamp of any of the three forms
  public static @Nullable Instant parse(String value, Instant now) {
    var text = value.strip().toLowerCase(Locale.ROOT);
    var dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches()) {
      var date = dateOf(dayFirst, now);
      return date == null ? null : date.minusSeconds(offsetSeconds(dayFirst));
    }
    var asctime = ASCTIME.matcher(text);
    return asctime.matches() ? dateOf(asctime, now) : null;
  }

  private static @Nullable Instant dateOf(Matcher date, Instant now) {
    var month = MONTHS.indexOf(date.group("month"));
    if (month < 0 || month % 3 != 0) {
      return null;
    }
    var yearText = date.group("year");
    var year = Integer.parseInt(yearText);
    if (yearText.length() > 2) {
      return dateOf(date, month / 3 + 1, year);
    }
    // "MUST interpret a timestamp that appears to be more than 50 years in the future as
    // representing the most recent year in the past that had the same last two digits."
    var nowUtc = now.atOffset(ZoneOffset.UTC);
    var thisCentury = nowUtc.getYear() / 100 * 100;
    var inThisCentury = dateOf(date, month / 3 + 1, thisCentury + year);
    return inThisCentury != null && inThisCentury.isAfter(nowUtc.plusYears(50).toInstant())
        ? dateOf(date, month / 3 + 1, thisCentury - 100 + year)
        : inThisCentury;
  }

  /// The timestamp in a given year; null when there is no such day or time. A leap second counts as
  /// the second before it.
  private static @Nullable Instant dateOf(Matcher date, int month, int year) {
    var second = number(date, "second");
    try {
      return LocalDateTime.of(
              year,
              month,
              number(date, "day"),
              number(date, "hour"),
              number(date, "minute"),
              second == 60 ? 59 : second)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static int offsetSeconds(Matcher date) {
    if (date.group("offset") == null) {
      return 0;
    }
    var offset = number(date, "offset");
    var seconds = offset / 100 * 3600 + offset % 100 * 60;
    return date.group("sign").equals("-") ? -seconds : seconds;
  }

  private static int number(Matcher date, String group) {
    return Integer.parseInt(date.group(group));
  }
}
