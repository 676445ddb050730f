package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.SeedFeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CodingErrorAction;

/// Hands the lines of standard input to a crawl while it goes on. A line that is no http or https
/// URL is logged and left out: what feeds a crawl for hours should not end it.
final class SeedReader {
  private final InputStream in;
  private final SeedTrust trust;
  private final Console console;
  private final SeedFeed feed;
  private long lineNumber;

  private SeedReader(InputStream in, SeedTrust trust, Console console, SeedFeed feed) {
    this.trust = trust;
    this.in = in;
    this.console = console;
    this.feed = feed;
  }

  /// Starts a thread that reads standard input to its end.
  ///
  /// @param trust judges each seed
  /// @param console gets messages about lines that are no URLs
  /// @return the feed, closed at the end of the input
  static SeedFeed start(SeedTrust trust, Console console) {
    return start(System.in, trust, console);
  }

  /// Starts a thread that reads to the end.
  static SeedFeed start(InputStream in, SeedTrust trust, Console console) {
    var feed = new SeedFeed();
    var reader = new SeedReader(in, trust, console, feed);
    Thread.ofPlatform().name("seeds").daemon().start(reader::run);
    return feed;
  }

  private void run() {
    try (var lines = SeedText.lines(in, CodingErrorAction.REPLACE)) {
      var goesOn = true;
      for (var line = lines.readLine(); line != null && goesOn; line = lines.readLine()) {
        lineNumber++;
        var text = SeedText.content(line);
        if (text != null) {
          goesOn = put(text);
        }
      }
    } catch (IOException e) {
      say("cannot read standard input: " + Failures.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      feed.close();
    }
  }

  private boolean put(String text) throws InterruptedException {
    var url = SeedText.parse(text);
    if (url == null) {
      say(
          "standard input, line %d: '%s' is not an http or https URL"
              .formatted(lineNumber, Masks.url(text)));
      return true;
    }
    if (SeedText.lacksScheme(text)) {
      trust.assumeHttp(text);
    }
    try {
      return feed.put(trust.listed("standard input", url));
    } catch (UsageException e) {
      say("standard input: " + e.getMessage());
      return true;
    }
  }

  private void say(String line) {
    console.log(LogLevel.WARNING, line);
  }
}
