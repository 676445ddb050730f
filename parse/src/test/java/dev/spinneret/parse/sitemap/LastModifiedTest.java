package dev.spinneret.parse.sitemap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The last moment that a `lastmod` may mean.
class LastModifiedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026 | 2027-01-01T11:59:59.999Z
          2026-11 | 2026-12-01T11:59:59.999Z
          2026-11-30 | 2026-12-01T11:59:59.999Z
          2024-02 | 2024-03-01T11:59:59.999Z
          2026-11-30T09:05Z | 2026-11-30T09:05:59.999Z
          2026-11-30T09:05+01:00 | 2026-11-30T08:05:59.999Z
          2026-11-30T09:05:38Z | 2026-11-30T09:05:38.999Z
          2026-11-30T09:05:38.25-05:00 | 2026-11-30T14:05:38.999Z
          Mon, 30 Nov 2026 09:05:38 GMT | 2026-11-30T09:05:38.999Z
          Mon, 30 Nov 2026 09:05:38 +0200 | 2026-11-30T07:05:38.999Z
          """)
  void aDateMeansItsEnd(String text, Instant latest) {
    assertEquals(latest, LastModified.latest(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "26",
        "2026-13",
        "2026-02-30",
        "30.11.2026",
        "2026-11-30T09:05",
        "2026-11-30 09:05:38",
        "0000000000",
        "+999999999-12-31T23:59:59Z"
      })
  void whatIsNoDateIsNone(String text) {
    assertNull(LastModified.latest(text));
  }
}
