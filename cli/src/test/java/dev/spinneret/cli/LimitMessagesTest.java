package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.engine.crawl.LimitChange;
import dev.spinneret.engine.crawl.Sink;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.state.StoredUrl;
import dev.spinneret.parse.url.WebUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
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

  @Test
  void explainSaysWhetherTheHostIsDelayedOrClosed() {
    var url = WebUrl.parse("http://a.test/x", null);
    var stored =
        new StoredUrl(
            "http://a.test/x",
            1,
            0,
            null,
            "http://a.test",
            null,
            null,
            0,
            0,
            0,
            0,
            null,
            FetchTimings.NONE,
            0,
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            "the host refused everything for 10 minutes, last with status 429");

    var text = ExplainCommand.text(url, stored);

    assertTrue(text.contains("host delayed    until 2026-01-01T00:00:00Z, after it had"), text);
    assertTrue(text.contains("host closed     the host refused everything for 10 minutes"), text);
  }

  private static String said(LogLevel level, LimitChange change) {
    var said = new StringWriter();
    new ToldSink(NOWHERE, new Console(new PrintWriter(said), level)).limited(change);
    return said.toString();
  }
}
