package dev.spinneret.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 KB",
    "999949, 999.9 KB",
    "999950, 1.0 MB",
    "3600000, 3.6 MB",
    "999960000000, 1.0 TB",
  })
  void sizesHaveAtMostThreeDigitsBeforeThePoint(long bytes, String text) {
    assertEquals(text, Counts.size(bytes));
  }
}
