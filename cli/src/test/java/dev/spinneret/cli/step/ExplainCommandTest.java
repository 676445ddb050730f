package dev.spinneret.cli.step;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.state.StoredUrl;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  @Test
  void itSaysWhetherTheHostIsDelayedOrClosed() {
    var url = WebUrl.parse("http://a.test/x", null);
    var stored =
        new StoredUrl(
            "http://a.test/x",
            1,
            0,
            null,
            true,
            null,
            null,
            new StoredUrl.Host(
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                "the host refused everything for 10 minutes, last with status 429"));

    var text = ExplainCommand.text(url, stored);

    assertTrue(text.contains("host delayed    until 2026-01-01T00:00:00Z, after it had"), text);
    assertTrue(text.contains("host closed     the host refused everything for 10 minutes"), text);
  }
}
