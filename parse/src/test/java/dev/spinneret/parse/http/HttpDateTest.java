package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant EXAMPLE = Instant.parse("1994-11-06T08:49:37Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994",
        "  sun, 6 NOV 1994 08:49:37 gmt ",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 09:49:37 +0100",
        "Sun, 06 Nov 1994 03:19:37 -0530",
        "06 Nov 1994 08:49:37 GMT",
        "Mon, 06 Nov 1994 08:49:37 GMT"
      })
  void allFormsNameTheSameMoment(String text) {
    assertEquals(EXAMPLE, HttpDate.parse(text, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "120",
        "Sun, 06 Nov 1994",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT",
        "Sun, 06 ovd 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49:37 CEST",
        "1994-11-06T08:49:37Z"
      })
  void anythingElseIsNoDate(String text) {
    assertNull(HttpDate.parse(text, NOW));
  }

  @Test
  void twoDigitsMeanAtMostFiftyYearsAhead() {
    assertEquals(
        Instant.parse("2076-11-29T11:59:59Z"),
        HttpDate.parse("Sunday, 29-Nov-76 11:59:59 GMT", NOW));
    assertEquals(
        Instant.parse("1976-11-29T12:00:01Z"),
        HttpDate.parse("Monday, 29-Nov-76 12:00:01 GMT", NOW));
    assertEquals(
        Instant.parse("2026-11-29T12:01:00Z"),
        HttpDate.parse("Sunday, 29-Nov-26 12:01:00 GMT", NOW));
  }

  @Test
  void leapSecondIsTheSecondBefore() {
    assertEquals(
        Instant.parse("2016-12-31T23:59:59Z"),
        HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", NOW));
  }
}
