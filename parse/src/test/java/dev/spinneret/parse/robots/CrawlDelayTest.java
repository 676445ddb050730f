package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrawlDelayTest {
  private static @Nullable Duration delay(String text, String agent) {
    return RobotsRules.parse(text.getBytes(UTF_8), agent).crawlDelay();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10000",
    "0, 0",
    "0.5, 500",
    "0.2, 200",
    "2.50, 2500",
    "7s, 7000",
    "10<BR>, 10000",
    "5., 5000",
    ".5, 500",
    "1 2, 1000",
  })
  void secondsAreReadFromTheStart(String value, long expectedMillis) {
    assertEquals(Duration.ofMillis(expectedMillis), CrawlDelay.parse(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", ".", "..5", "NaN", "Infinity", "+3"})
  void whatIsNoNumberIsNoDelay(String value) {
    assertNull(CrawlDelay.parse(value));
  }

  @Test
  void noDelayIsLongerThanAYear() {
    assertEquals(Duration.ofDays(365), CrawlDelay.parse("9".repeat(400)));
    assertEquals(Duration.ofDays(365), CrawlDelay.parse("99999999999999999999"));
  }

  @Test
  void delayBelongsToTheUserAgentsRightBeforeIt() {
    var text =
        "User-agent: a\nCrawl-delay: 1\nUser-agent: b\nCrawl-delay: 2\nUser-agent: *\nAllow: /";
    assertEquals(Duration.ofSeconds(1), delay(text, "a"));
    assertEquals(Duration.ofSeconds(2), delay(text, "b"));
    assertNull(delay(text, "c"));
  }

  @Test
  void delayForEveryoneIsNotForTheNamed() {
    var text = "User-agent: *\nCrawl-delay: 9\nDisallow:\nUser-agent: a\nDisallow: /x";
    assertNull(delay(text, "a"));
    assertEquals(Duration.ofSeconds(9), delay(text, "b"));
  }

  @Test
  void longestOfSeveralDelaysCounts() {
    var text =
        "User-agent: a\nCrawl-delay: 3\nCrawl-delay: 8\nDisallow:\nUser-agent: A\nCrawl-delay: 5";
    assertEquals(Duration.ofSeconds(8), delay(text, "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Crawl-Delay: 6", "crawldelay:6", "Crawl delay : 6", "crawl-delay 6"})
  void delayIsReadHoweverItIsWritten(String line) {
    assertEquals(Duration.ofSeconds(6), delay("User-agent: *\nDisallow: /a\n" + line, "a"));
  }

  @Test
  void delayBeforeAnyGroupIsNobodys() {
    assertNull(delay("Crawl-delay: 5\nUser-agent: a\nDisallow:", "a"));
  }
}
