package dev.spinneret.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1 kB",
    "12345, 12.3 kB",
    "999600, 1 MB",
    "5000000000, 5 GB"
  })
  void sizesHaveThreeDigits(long bytes, String text) {
    assertEquals(text, Figures.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "0.126, 0.13 ms",
    "87.44, 87.4 ms",
    "999.7, 1 s",
    "61500, 61.5 s",
    "600000, 10 min",
    "9000000, 2.5 h"
  })
  void timesHaveThreeDigits(double millis, String text) {
    assertEquals(text, Figures.millis(millis));
  }
}
