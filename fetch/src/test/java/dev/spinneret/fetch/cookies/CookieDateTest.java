package dev.spinneret.fetch.cookies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6265 §5.1.1.
class CookieDateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wed, 09 Jun 2021 10:18:14 GMT",
        "Wednesday, 09-Jun-21 10:18:14 GMT",
        "Wed Jun  9 10:18:14 2021",
        "Wed, 09-Jun-2021 10:18:14 GMT",
        "2021 June 9th 10:18:14xyz",
        "10:18:14 9 juniper 21",
        "9/jun/2021/10:18:14",
        "09 JUN 2021 10:18:14 +0200",
        "garbage 10:18:14 more 09 Jun 2021 11:11:11 12 Dec 1999",
        "\t09;Jun<2021>10:18:14",
        "Wed, 09 Jun 2021 10:18:14 ÿ",
      })
  void everyFormOfADateIsRead(String text) {
    assertEquals(Instant.parse("2021-06-09T10:18:14Z"), CookieDate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "never",
        "Wed, 09 Jun 2021",
        "10:18:14 Jun 2021",
        "09 10:18:14 2021",
        "09 Jun 10:18:14",
        "09 Jun 1600 10:18:14",
        "09 Jun 123 10:18:14",
        "00 Jun 2021 10:18:14",
        "32 Jun 2021 10:18:14",
        "31 Jun 2021 10:18:14",
        "29 Feb 2021 10:18:14",
        "09 Jun 2021 24:00:00",
        "09 Jun 2021 10:60:14",
        "09 Jun 2021 10:18:60",
        "09 Jun 2021 10:18",
        "09 Jun 2021 101:18:14",
        "09 Jun 2021 10:1x:14",
        "09 Jun 20211 10:18:14",
        "09 Jxn 2021 10:18:14",
      })
  void whatIsNoDateIsNone(String text) {
    assertNull(CookieDate.parse(text));
  }

  @Test
  void timesMayHaveOneDigitEach() {
    assertEquals(Instant.parse("2020-02-29T01:02:03Z"), CookieDate.parse("29 Feb 2020 1:2:3"));
  }

  @Test
  void twoDigitsOfAYearAreOfThisCenturyBelowSeventy() {
    assertEquals(Instant.parse("2069-01-01T00:00:00Z"), CookieDate.parse("1 Jan 69 0:0:0"));
    assertEquals(Instant.parse("1970-01-01T00:00:00Z"), CookieDate.parse("1 Jan 70 0:0:0"));
    assertEquals(Instant.parse("1999-01-01T00:00:00Z"), CookieDate.parse("1 Jan 99 0:0:0"));
    assertEquals(Instant.parse("2000-01-01T00:00:00Z"), CookieDate.parse("1 Jan 00 0:0:0"));
    assertEquals(Instant.parse("1601-01-01T00:00:00Z"), CookieDate.parse("1 Jan 1601 0:0:0"));
  }

  @Test
  void everyMonthIsKnown() {
    var names =
        List.of(
            "jan", "FEB", "Mar", "april", "may", "jUn", "jul", "aug", "sep", "octo", "nov", "dec");
    for (var month = 1; month <= names.size(); month++) {
      var date = CookieDate.parse("5 %s 2024 0:0:0".formatted(names.get(month - 1)));
      assertEquals(Instant.parse("2024-%02d-05T00:00:00Z".formatted(month)), date);
    }
  }
}
