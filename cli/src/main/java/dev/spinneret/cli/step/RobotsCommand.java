package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.robots.RobotsDecision;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `robots FILE|URL TARGET…`: may these be fetched?
public final class RobotsCommand {
  /// Stands in for the host of a URL that was given as a path.
  private static final @Nullable WebUrl ANY_HOST = WebUrl.parse("http://host.invalid/", null);

  private static final Flag<String> SOURCE =
      Flag.argument(
          "FILE|URL",
          Kind.FILE,
          "The robots.txt; - is standard input, http://host its /robots.txt.");

  private static final Flag<String> TARGETS =
      Flag.arguments("TARGET", Kind.TEXT, "What to check: a URL or just its path.");

  private static final Flag<String> AGENT =
      Flag.of("--agent=NAME", Kind.TEXT, "The crawler's name in robots.txt (default: {default}).")
          .or("Spinneret");

  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints one JSON object.");

  private static final Flag<Boolean> BATCH =
      Flag.on(
          "--batch",
          "Answers JSON Lines from standard input:",
          "{robots_b64, agent, url} with {allowed, line, crawl_delay}.");

  public static final Table TABLE =
      Table.of(
              "robots",
              "Shows what a robots.txt allows.",
              "",
              "For each target: whether it may be fetched, and the deciding line. Without a target:"
                  + " how long to wait between requests, and the sitemaps.")
          .withArguments(SOURCE, TARGETS)
          .withFlags(AGENT, JSON, BATCH)
          .sorted()
          .withExitCodes("0:all are allowed", "2:usage error", "3:not all are allowed")
          .withFooter(
              "",
              "Examples:",
              "  printf 'User-agent: *\\nDisallow: /x\\n' | spinneret robots - /x /y",
              "  spinneret robots https://a.example --agent Googlebot /x");

  private final Values typed;

  public RobotsCommand(Values typed) {
    this.typed = typed;
  }

  /// What was decided of one target.
  private record Answer(String target, RobotsDecision decision) {}

  public int run() {
    if (typed.has(BATCH)) {
      return Batch.run(RobotsCommand::answer);
    }
    var source = typed.find(SOURCE);
    if (source == null) {
      throw new UsageException("no FILE or URL; - is standard input");
    }
    var text = RobotsSource.of(source);
    return StandardOutput.write(out -> run(text, out));
  }

  /// Prints what a robots.txt says.
  int run(RobotsSource text, OutputStream out) throws IOException {
    var rules = text.rules(typed.get(AGENT));
    var answers =
        typed.all(TARGETS).stream()
            .map(target -> new Answer(Masks.url(target), decide(rules, target)))
            .toList();
    if (typed.has(JSON)) {
      out.write(Terminal.jsonLine(json -> write(rules, answers, json)));
    } else {
      out.write(text(text, rules, answers).getBytes(StandardCharsets.UTF_8));
    }
    boolean allAllowed = answers.stream().allMatch(answer -> answer.decision().allowed());
    return allAllowed ? ExitCode.DONE : ExitCode.FAIL_IF;
  }

  /// One request of a batch.
  static void answer(BatchRequest request, JsonGenerator out)
      throws IOException, BadRequestException {
    var url = WebUrl.parse(request.text("url"), null);
    if (url == null) {
      throw new BadRequestException("\"url\" is not an http(s) URL");
    }
    var rules = RobotsRules.parse(request.bytes("robots_b64"), request.text("agent"));
    writeDecision(rules.decide(url), out);
    writeDelay(rules.crawlDelay(), out);
  }

  private static RobotsDecision decide(RobotsRules rules, String target) {
    var url = WebUrl.parse(target, target.startsWith("/") ? ANY_HOST : null);
    if (url == null) {
      throw new UsageException(
          "%s is neither an http(s) URL nor a path".formatted(Masks.url(target)));
    }
    return rules.decide(url);
  }

  private static String text(RobotsSource source, RobotsRules rules, List<Answer> answers) {
    var text = new StringBuilder();
    for (var answer : answers) {
      text.append(answer.decision().allowed() ? "allowed     " : "disallowed  ")
          .append(TerminalText.of(answer.target()));
      var reason = source.reason(answer.decision());
      text.append(reason.isEmpty() ? "" : "  (%s)".formatted(TerminalText.of(reason))).append('\n');
    }
    if (answers.isEmpty()) {
      var delay = rules.crawlDelay();
      text.append("crawl-delay  ")
          .append(delay == null ? "none" : seconds(delay) + " s")
          .append('\n');
      rules
          .sitemaps()
          .forEach(s -> text.append("sitemap      ").append(TerminalText.of(s)).append('\n'));
    }
    return text.toString();
  }

  private static void write(RobotsRules rules, List<Answer> answers, JsonGenerator json)
      throws IOException {
    writeDelay(rules.crawlDelay(), json);
    json.writeArrayFieldStart("sitemaps");
    for (var sitemap : rules.sitemaps()) {
      json.writeString(sitemap);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("urls");
    for (var answer : answers) {
      json.writeStartObject();
      json.writeStringField("url", answer.target());
      writeDecision(answer.decision(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeDecision(RobotsDecision decision, JsonGenerator json)
      throws IOException {
    json.writeBooleanField("allowed", decision.allowed());
    json.writeNumberField("line", decision.line());
  }

  private static void writeDelay(@Nullable Duration delay, JsonGenerator json) throws IOException {
    json.writeFieldName("crawl_delay");
    if (delay == null) {
      json.writeNull();
    } else {
      json.writeNumber(seconds(delay));
    }
  }

  /// Seconds in decimal, exact: `10`, `0.5`.
  private static String seconds(Duration delay) {
    return BigDecimal.valueOf(delay.toNanos(), 9).stripTrailingZeros().toPlainString();
  }
}
