package dev.spinneret.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "200ms, 200000000",
    "1.5s, 1500000000",
    "'2 m', 120000000000",
    "1h, 3600000000000",
    "250us, 250000",
    "0.5ns, 1",
    "1d, 86400000000000",
    "5, 5000000000",
    "0.5, 500000000",
  })
  void durationsAreReadWithTheirUnit(String text, long nanos) {
    assertEquals(Duration.ofNanos(nanos), Quantities.duration(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ms", "-1s", "5 parsecs", "1e3s", "1.s", "1:30", "99999999999d"})
  void whatIsNoDurationIsNamed(String text) {
    var error = assertThrows(ValueException.class, () -> Quantities.duration(text));
    assertTrue(error.getMessage().contains("'" + text + "'"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "512, 512",
    "12KB, 12000",
    "12KiB, 12288",
    "1.5MB, 1500000",
    "2GiB, 2147483648"
  })
  void sizesAreReadWithTheirUnit(String text, long bytes) {
    assertEquals(bytes, Quantities.bytes(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12XB", "-1", "KB", "999999999999GB"})
  void whatIsNoSizeIsNamed(String text) {
    var error = assertThrows(ValueException.class, () -> Quantities.bytes(text));
    assertTrue(error.getMessage().contains("'" + text + "'"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "5/s, 5", "0.5/s, 0.5", "90/m, 1.5", "90 / min, 1.5", "36/h, 0.01"})
  void ratesAreEventsASecond(String text, double perSecond) {
    assertEquals(perSecond, Quantities.rate(text), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0/s", "5/d", "5s", "-1/s", "/s", "5/", "many"})
  void whatIsNoRateIsNamed(String text) {
    var error = assertThrows(ValueException.class, () -> Quantities.rate(text));
    assertTrue(error.getMessage().contains("'" + text + "'"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"500, 500", "500KB, 500000", "2MB/s, 2000000", "200k, 200000"})
  void bandwidthIsReadAsASize(String text, long bytes) {
    assertEquals(bytes, Quantities.bytesPerSecond(text));
    assertThrows(ValueException.class, () -> Quantities.bytesPerSecond("0"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "0.05, 0.05", "5%, 0.05", "100%, 1"})
  void sharesAreReadAsNumbersAndPercentages(String text, double share) {
    assertEquals(share, Quantities.share(text), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.5", "101%", "5ms", "-0.1"})
  void whatIsNoShareIsNamed(String text) {
    var error = assertThrows(ValueException.class, () -> Quantities.share(text));
    assertTrue(error.getMessage().contains("'" + text + "'"), error.getMessage());
  }
}
