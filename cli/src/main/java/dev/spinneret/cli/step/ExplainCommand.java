package dev.spinneret.cli.step;

import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.state.StateException;
import dev.spinneret.engine.crawl.state.StoredUrl;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `explain URL --state F`: the story of one URL, according to the state file.
public final class ExplainCommand {
  private static final Flag<String> URL =
      Flag.argument("URL", Kind.TEXT, "The URL to explain.").required();

  private static final Flag<String> STATE =
      Flag.of("--state=FILE", Kind.FILE, "The state file.").required();

  public static final Table TABLE =
      Table.of("explain", "Shows what happened to a URL in a crawl kept with --state, and why.")
          .withArguments(URL)
          .withFlags(STATE)
          .sorted()
          .withExitCodes(
              "0:the crawl knows the URL", "2:usage error", "3:the crawl does not know the URL")
          .withFooter(
              "",
              "Examples:",
              "  spinneret crawl https://example.org/ --state site.db -o site.jsonl",
              "  spinneret explain https://example.org/about --state site.db");

  private ExplainCommand() {}

  public static int run(Values typed) {
    var parsed = Credentials.withoutUser(Seeds.url(typed.get(URL))); // as it was requested
    var state = typed.get(STATE);
    var file = Path.of(state);
    if (!Files.isRegularFile(file)) {
      throw new UsageException("--state %s: is not a file".formatted(state));
    }
    StoredUrl stored;
    try {
      stored = StoredUrl.find(file, Hash64.ofAscii(parsed.key(), 0));
    } catch (StateException e) {
      throw new UsageException("--state: " + e.getMessage());
    }
    StandardOutput.print(text(parsed, stored));
    return stored == null ? ExitCode.FAIL_IF : ExitCode.DONE;
  }

  /// The story in words, a fact a line.
  static String text(WebUrl parsed, @Nullable StoredUrl stored) {
    var text = new StringBuilder();
    line(text, "url", parsed.href());
    line(text, "canonical key", parsed.key());
    if (stored == null) {
      line(text, "verdict", "the crawl does not know this URL");
      return text.toString();
    }
    line(text, "requested as", stored.href());
    var outcome = stored.outcome();
    line(text, "verdict", outcome == null ? "waits for its turn" : outcome.verdict());
    if (outcome != null && outcome.detail() != null && !outcome.detail().isEmpty()) {
      line(text, "because", outcome.detail());
    }
    line(text, "first named by", firstNamedBy(stored));
    line(text, "depth", Integer.toString(stored.depth()));
    var fetch = stored.fetch();
    if (fetch != null) {
      var timings = fetch.timings();
      line(text, "status", fetch.status() == 0 ? "no reply" : Integer.toString(fetch.status()));
      line(text, "bytes", Long.toString(fetch.bytes()));
      line(text, "attempts", Integer.toString(fetch.attempts()));
      line(text, "last requested at", fetch.started().toString());
      if (fetch.change() != null) {
        line(text, "change", fetch.change());
      }
      line(
          text,
          "times in ms",
          String.format(
              Locale.ROOT,
              "dns %.1f, connect %.1f, tls %.1f, wait %.1f, body %.1f, parse %.1f",
              timings.dnsNanos() / 1e6,
              timings.connectNanos() / 1e6,
              timings.tlsNanos() / 1e6,
              timings.waitNanos() / 1e6,
              timings.bodyNanos() / 1e6,
              fetch.parseNanos() / 1e6));
    }
    var host = stored.host();
    var robotsAt = host.robotsAt();
    if (robotsAt != null) {
      line(text, "robots.txt of", robotsAt.toString());
    }
    var delayedUntil = host.delayedUntil();
    if (delayedUntil != null) {
      line(text, "host delayed", "until " + delayedUntil + ", after it had refused");
    }
    if (host.closed() != null) {
      line(text, "host closed", host.closed());
    }
    return text.toString();
  }

  private static String firstNamedBy(StoredUrl stored) {
    var referrer = stored.referrer();
    if (referrer != null) {
      return referrer;
    }
    return stored.isNamed() ? "a seed" : "nothing in this run; the last run found it";
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-15s %s%n", name, TerminalText.of(value)));
  }
}
