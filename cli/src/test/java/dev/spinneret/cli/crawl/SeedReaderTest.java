package dev.spinneret.cli.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spinneret.cli.client.IdentityPlan;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SeedReaderTest {
  private final StringWriter err = new StringWriter();

  @Test
  void badLinesAreLoggedWhileTheCrawlGoesOn() {
    start("# comment\n\nhttp://127.0.0.1:1/a\nno URL\nhttp://127.0.0.1:1/b\n", false);
    awaitLines(1);
    assertEquals(
        "spinneret crawl: standard input, line 4: 'no URL' is not an http or https URL",
        err.toString().strip());
  }

  @Test
  void messagesAboutStandardInputLeaveOutThePassword() {
    start("http://me:hush@127.0.0.1:1/\nhttp://me%3A:hush@h/\nftp://me:hush@h/\n", true);
    awaitLines(2);
    assertFalse(err.toString().contains("hush"), err::toString);
  }

  private void start(String text, boolean trusted) {
    SeedReader.start(
        new ByteArrayInputStream(text.getBytes(UTF_8)),
        new SeedTrust(trusted, IdentityPlan.of(Values.NONE), false, Set.of()),
        new Console(new PrintWriter(err, true), LogLevel.WARNING));
  }

  private void awaitLines(int count) {
    while (err.toString().lines().count() < count) {
      Thread.onSpinWait();
    }
  }
}
