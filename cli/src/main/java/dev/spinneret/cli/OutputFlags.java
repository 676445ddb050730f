package dev.spinneret.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a crawl leaves behind.
final class OutputFlags implements PlainFlags {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where records go: a name that ends in .jsonl, .csv or .warc.gz, or - for standard output"
              + " (default); may be repeated.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Keeps the crawl in a file: after a stop or a crash the same command goes on, and no"
              + " record in an output file is lost or doubled.")
  @Nullable String state;

  @Option(
      names = "--trust-state",
      description = "Uses a --state file also when it belongs to another user.")
  boolean trustState;

  @Option(
      names = "--retry-failed",
      description =
          "Asks again for what failed in earlier runs of --state: failures, and statuses of 5xx and"
              + " 429. Each new attempt adds a record to the outputs.")
  boolean retryFailed;

  @Option(
      names = "--commit-interval",
      paramLabel = "DURATION",
      description = "How often --state commits (default: 1s): a crash repeats what came since.")
  @Nullable Duration commitInterval;

  @Option(names = "--links", description = "Puts each page's links into its record.")
  boolean links;

  @Option(names = "--hash", description = "Puts the SHA-256 of each body into its record.")
  boolean hash;

  @Option(
      names = "--skipped",
      description = "Writes a record also for each URL that was not asked for, with the reason.")
  boolean skipped;

  @Option(
      names = "--csv-raw",
      description =
          "Leaves CSV cells as they are that a spreadsheet may take for a formula; else they get an"
              + " apostrophe in front.")
  boolean rawCsv;

  @Option(
      names = "--summary-json",
      paramLabel = "FILE",
      description = "Writes the summary to a file, as JSON.")
  @Nullable String summaryJson;

  @Option(
      names = "--fail-if",
      paramLabel = "EXPR",
      description =
          "Exits with 3 when this holds at the end, such as 'broken > 0 || latency_ms.p90 > 2s'.")
  @Nullable String failIf;

  @Option(
      names = {"-q", "--quiet"},
      description = "Prints no progress and no summary; warnings and errors only.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tells of each URL that failed, and who named it: --log-level info.")
  boolean verbose;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "error, warning (default), info (URLs that failed) or debug (also URLs left out, and what"
              + " kept the event loop waiting).")
  @Nullable LogLevel logLevel;

  /// How much to tell.
  LogLevel level() {
    var typed = logLevel;
    if (typed != null) {
      return typed;
    }
    return verbose ? LogLevel.INFO : LogLevel.WARNING;
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Takes flags from a file, one 'name = value' a line; what is typed wins.")
  @Nullable String config;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "-o", "--output" -> files.add(line.value());
      case "--state" -> state = line.value();
      case "--trust-state" -> trustState = line.on();
      case "--commit-interval" -> commitInterval = Quantities.duration(line.value());
      case "--retry-failed" -> retryFailed = line.on();
      case "--links" -> links = line.on();
      case "--hash" -> hash = line.on();
      case "--skipped" -> skipped = line.on();
      case "--csv-raw" -> rawCsv = line.on();
      case "--summary-json" -> summaryJson = line.value();
      case "--fail-if" -> failIf = line.value();
      case "-q", "--quiet" -> quiet = line.on();
      case "-v", "--verbose" -> verbose = line.on();
      case "--log-level" -> logLevel = Converters.oneOf(line.value(), LogLevel.class);
      default -> {
        return false;
      }
    }
    return true;
  }
}
