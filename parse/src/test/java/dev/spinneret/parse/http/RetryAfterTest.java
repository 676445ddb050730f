package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "120 | 120",
        "' 5 ' | 5",
        "0.65 | 1",
        "2.5 | 3",
        "1767225660 | 60",
        "1767225660000 | 60",
        "1577836800 | 0",
        "Thu, 01 Jan 2026 00:01:00 GMT | 60",
        "Wed, 31 Dec 2025 00:00:00 GMT | 0",
        "Thursday, 01-Jan-26 00:02:00 GMT | 120",
        "Thu Jan  1 00:03:00 2026 | 180",
        "999999999 | 31536000",
        "99999999999999999999 | 31536000",
        "Thu, 01 Jan 2099 00:00:00 GMT | 31536000",
      })
  void secondsAndDatesAreRead(String value, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), RetryAfter.parse(value, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "soon", "-5", "1.", ".5", "٥"})
  void anythingElseIsNone(String value) {
    assertNull(RetryAfter.parse(value, NOW));
  }
}
