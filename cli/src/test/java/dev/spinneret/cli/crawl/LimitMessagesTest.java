package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.engine.crawl.verdict.LimitChange;
import dev.spinneret.engine.crawl.verdict.Sink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a person can see of the limit of a host.
class LimitMessagesTest {
  private static final Sink NOWHERE = _ -> {};

  @Test
  void eachChangeOfALimitIsLoggedWithItsReason() {
    assertEquals(
        "spinneret crawl: http://a.test: limit 3, 250 ms apart: refusals or failures\n",
        said(
            LogLevel.DEBUG,
            new LimitChange(
                "http://a.test",
                3,
                Duration.ofMillis(250),
                Duration.ZERO,
                "refusals or failures")));
    assertEquals(
        "spinneret crawl: http://a.test: paused for 2000 ms: status 429\n",
        said(
            LogLevel.DEBUG,
            new LimitChange(
                "http://a.test", 3, Duration.ZERO, Duration.ofSeconds(2), "status 429")));
  }

  @Test
  void onlyTheDebugLogHasThem() {
    var change = new LimitChange("http://a.test", 3, Duration.ZERO, Duration.ZERO, "the most");
    assertEquals("", said(LogLevel.INFO, change));
  }

  private static String said(LogLevel level, LimitChange change) {
    var said = new StringWriter();
    new LoggingSink(NOWHERE, new Console(new PrintWriter(said), level)).limited(change);
    return said.toString();
  }
}
