package dev.spinneret.parse.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsAvailabilityTest {
  @ParameterizedTest(name = "{0} after {1} hops: {2}")
  @CsvSource({
    "200, 0, PARSE",
    "204, 0, PARSE",
    "206, 5, PARSE",
    "301, 0, FOLLOW",
    "302, 4, FOLLOW",
    "308, 4, FOLLOW",
    "307, 5, ALLOW_ALL",
    "304, 0, ALLOW_ALL",
    "400, 0, ALLOW_ALL",
    "401, 0, ALLOW_ALL",
    "403, 0, ALLOW_ALL",
    "404, 3, ALLOW_ALL",
    "410, 0, ALLOW_ALL",
    "451, 0, ALLOW_ALL",
    "429, 0, DENY_ALL",
    "500, 0, DENY_ALL",
    "503, 5, DENY_ALL",
    "599, 0, DENY_ALL",
    "100, 0, DENY_ALL",
    "0, 0, DENY_ALL",
    "-1, 0, DENY_ALL",
    "999, 0, DENY_ALL",
  })
  void statusSaysWhatMayBeFetched(int status, int hopCount, RobotsAvailability expected) {
    assertEquals(expected, RobotsAvailability.ofStatus(status, hopCount));
  }
}
