package dev.spinneret.parse.sitemap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The `lastmod` of a sitemap as a moment: a W3C date (`2026`, `2026-11`, `2026-11-30`,
/// `2026-11-30T09:05Z`, with seconds or without), in RSS an RFC 822 date.
public final class LastModified {
  /// Where a day ends last.
  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  private LastModified() {}

  /// The last moment that a date may mean. A date without a time means any time of that day, in any
  /// time zone; a time without seconds means any second of that minute.
  ///
  /// @param text as it stands in the sitemap
  /// @return null if it is no date
  public static @Nullable Instant latest(String text) {
    try {
      return switch (text.length()) {
        case 4 -> endOf(Year.parse(text).atMonth(12).atEndOfMonth());
        case 7 -> endOf(YearMonth.parse(text).atEndOfMonth());
        case 10 -> endOf(LocalDate.parse(text));
        default -> time(text);
      };
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(LAST_ZONE).toInstant().minusMillis(1);
  }

  private static Instant time(String text) {
    if (text.length() > 10 && text.charAt(10) == 'T') {
      var time = OffsetDateTime.parse(text).toInstant();
      boolean hasSeconds = text.length() > 16 && text.charAt(16) == ':';
      return hasSeconds
          ? time.truncatedTo(ChronoUnit.SECONDS).plusMillis(999)
          : time.plusSeconds(60).minusMillis(1);
    }
    return OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant()
        .plusMillis(999);
  }
}
