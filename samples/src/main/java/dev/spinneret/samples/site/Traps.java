package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The places beside the pages: links to nowhere, what robots.txt forbids, the calendar without
/// end, and the session ids. None of them leads back to a page.
final class Traps {
  /// November 2026, counted in months.
  static final int FIRST_MONTH = 2026 * 12 + 10;

  private static final byte[] GONE = "/gone/without-trace-".getBytes(US_ASCII);
  private static final byte[] PRIVATE = "/private/diary-".getBytes(US_ASCII);
  private static final byte[] CALENDAR = "/calendar/".getBytes(US_ASCII);
  private static final byte[] SESSION = "/session/shelf-".getBytes(US_ASCII);
  private static final byte[] SESSION_ID = "?sid=".getBytes(US_ASCII);
  private static final byte[] HTML = ".html".getBytes(US_ASCII);

  private static final Pattern MONTH = Pattern.compile("/calendar/([0-9]{4})/(0[1-9]|1[0-2])/");
  private static final Pattern SHELF =
      Pattern.compile("/session/shelf-([0-9]{1,8})\\?sid=([0-9a-f]{16})");
  private static final Pattern DIARY = Pattern.compile("/private/diary-[0-9]{1,8}\\.html");

  private Traps() {}

  /// Writes the path of a link that leads to none of the pages.
  static void writePath(SampleLink link, ByteSink out) {
    switch (link.kind()) {
      case PAGE -> throw new IllegalArgumentException("page " + link.number() + " is no trap");
      case BROKEN -> out.put(GONE).putNumber(link.number()).put(HTML);
      case PRIVATE -> out.put(PRIVATE).putNumber(link.number()).put(HTML);
      case CALENDAR -> {
        int month = link.number() % 12 + 1;
        out.put(CALENDAR).putNumber(link.number() / 12).put('/');
        out.put(month < 10 ? '0' : '1').put('0' + month % 10).put('/');
      }
      case SESSION -> {
        out.put(SESSION).putNumber(link.number()).put(SESSION_ID);
        for (int shift = 60; shift >= 0; shift -= 4) {
          out.put(Character.forDigit((int) (link.mixed() >>> shift) & 15, 16));
        }
      }
    }
  }

  /// The page behind a path of this class.
  ///
  /// @return HTML, or null when there is nothing
  static @Nullable String page(SiteOptions options, String target) {
    if (options.hazards().robots() && DIARY.matcher(target).matches()) {
      return html("Diary", "<p>Nobody should have read this.</p>");
    }
    var month = monthOf(target);
    if (options.hazards().calendarTrap() && month.isPresent()) {
      int number = month.getAsInt();
      return html(
          "Calendar",
          "<p>Nothing happens in this month.</p>\n"
              + anchor(new SampleLink(SampleLink.Kind.CALENDAR, number - 1, 0), "previous month")
              + anchor(new SampleLink(SampleLink.Kind.CALENDAR, number + 1, 0), "next month"));
    }
    var shelf = SHELF.matcher(target);
    if (options.hazards().sessionTrap() && shelf.matches()) {
      int number = Integer.parseInt(shelf.group(1));
      long seen = Long.parseUnsignedLong(shelf.group(2), 16);
      var links = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        var link = new SampleLink(SampleLink.Kind.SESSION, number, Mix.of(seen, number, i));
        links.append(anchor(link, "shelf " + number));
      }
      return html("Shelf " + number, links.toString());
    }
    return null;
  }

  private static OptionalInt monthOf(String target) {
    var matcher = MONTH.matcher(target);
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int year = Integer.parseInt(matcher.group(1));
    return OptionalInt.of(year * 12 + Integer.parseInt(matcher.group(2)) - 1);
  }

  private static String anchor(SampleLink link, String text) {
    var sink = new ByteSink(64);
    writePath(link, sink);
    return "<p><a href=\"" + sink.text(0) + "\">" + text + "</a></p>\n";
  }

  private static String html(String title, String body) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
    <body><h1>%s</h1>
    %s
    </body></html>
    """
        .formatted(title, title, body);
  }
}
