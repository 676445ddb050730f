package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.ConfigFile;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.Field;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.parse.http.Headers;
import java.time.Duration;
import java.util.List;

/// What a crawl leaves behind.
final class OutputFlags {
  static final Flag<String> OUTPUT =
      Flag.many(
          "-o, --output=FILE",
          Kind.FILE,
          "Writes records to a file that ends in .jsonl, .json, .csv, .tsv, .txt (URLs) or .warc,"
              + " compressed if .gz or .zst follows, a report to one that ends in .html, or records"
              + " to - for standard output (default); may be repeated.");

  static final Flag<OutputFormat> FORMAT =
      Flag.of(
          "--format=FORMAT",
          Kind.oneOf(
              OutputFormat.texts().stream().map(OutputFormat::label).toList(),
              OutputFormat.texts()),
          "The format of standard output, and of files whose names do not imply one: jsonl"
              + " (default), json, csv, tsv or urls.");

  static final Flag<Field> FIELDS =
      Flag.list(
          "--fields=FIELD,...",
          Kind.oneOf(Field.labels(), List.of(Field.values())),
          ",",
          "Writes these fields only, in this order, such as url,status,title. Reads what the fields"
              + " need, as --facts does.");

  static final Flag<String> RECORD_HEADER =
      Flag.many(
          "--record-header=NAME",
          Kind.of(OutputFlags::headerName),
          "Adds a header field of each reply, such as ETag; may be repeated.");

  static final String WARC_LEVEL_HELP =
      "Compression level of WARC files: 1 to 9 for .warc.gz (default: 3), 1 to 19 for .warc.zst"
          + " (default: 1).";

  static final Flag<Integer> WARC_LEVEL =
      Flag.of("--warc-level=N", Kind.integer(1), WARC_LEVEL_HELP);

  static final Flag<Boolean> JSON =
      Flag.on(
          "-j, --json",
          "Writes records to standard output even if that is a terminal; same as -o -.");

  static final Flag<String> STATE =
      Flag.of(
          "--state=FILE",
          Kind.FILE,
          "Keeps the crawl in a file: after a stop or a crash the same command resumes it, and no"
              + " record in an output file is lost or duplicated.");

  static final Flag<Boolean> TRUST_STATE =
      Flag.on("--trust-state", "Uses a --state file even if it belongs to another user.");

  static final Flag<Boolean> RETRY_FAILED =
      Flag.on(
          "--retry-failed",
          "Requests again what failed in earlier runs of --state: failures, and statuses 5xx and"
              + " 429. Each new attempt adds a record to the outputs.");

  static final Flag<Boolean> RECRAWL =
      Flag.on(
          "--recrawl",
          "Repeats the finished crawl of --state: requests its pages again, with If-None-Match and"
              + " If-Modified-Since, and records whether each is new, changed, the same or gone."
              + " The outputs are rewritten.");

  static final Flag<Boolean> TRUST_LASTMOD =
      Flag.on(
          "--trust-lastmod",
          "With --recrawl, does not request pages that a sitemap says were not modified since the"
              + " last request.");

  static final Flag<Duration> COMMIT_INTERVAL =
      Flag.of(
          "--commit-interval=DURATION",
          Kind.positive("5s"),
          "How often --state commits (default: 1s); after a crash, the work since the last commit"
              + " is repeated.");

  static final Flag<Boolean> LINKS =
      Flag.on(
          "--links",
          "Adds each page's links to its record: their URLs (links), and their kinds, relations and"
              + " texts (link_details).");

  static final Flag<Boolean> HASH =
      Flag.on("--hash", "Adds the SHA-256 of each body to its record.");

  static final Flag<Boolean> SKIPPED =
      Flag.on(
          "--skipped",
          "Also writes a record for each URL that was not requested, with the reason.");

  static final Flag<Boolean> CSV_RAW =
      Flag.on(
          "--csv-raw",
          "Writes CSV cells unchanged even if a spreadsheet may take them for a formula; otherwise"
              + " they get a leading apostrophe.");

  static final Flag<String> SUMMARY_JSON =
      Flag.of("--summary-json=FILE", Kind.FILE, "Writes the summary to a file, as JSON.");

  static final Flag<String> FAIL_IF =
      Flag.of(
          "--fail-if=EXPR",
          Kind.TEXT,
          "Exits with 3 if this holds at the end, such as 'broken > 0 || latency_ms.p90 > 2s'.");

  static final Flag<Boolean> QUIET =
      Flag.on("-q, --quiet", "Prints no progress and no summary; warnings and errors only.");

  static final Flag<Boolean> VERBOSE =
      Flag.on(
          "-v, --verbose",
          "Logs each URL that failed, and the page that links to it; same as --log-level info.");

  static final Flag<LogLevel> LOG_LEVEL =
      Flag.of(
          "--log-level=LEVEL",
          Kind.named(List.of(LogLevel.ERROR, LogLevel.WARNING, LogLevel.INFO, LogLevel.DEBUG)),
          "error, warning (default), info (URLs that failed) or debug (also URLs that were"
              + " excluded, and what held up the event loop).");

  static final Block BLOCK =
      Block.of(
          "Output",
          OUTPUT,
          FORMAT,
          FIELDS,
          RECORD_HEADER,
          WARC_LEVEL,
          JSON,
          STATE,
          TRUST_STATE,
          RETRY_FAILED,
          RECRAWL,
          TRUST_LASTMOD,
          COMMIT_INTERVAL,
          LINKS,
          HASH,
          SKIPPED,
          CSV_RAW,
          SUMMARY_JSON,
          FAIL_IF,
          QUIET,
          VERBOSE,
          LOG_LEVEL,
          ConfigFile.FLAG,
          ConfigFile.NONE);

  /// For a crawl whose records somebody else takes.
  static final Block MESSAGES =
      Block.of("Messages", QUIET, VERBOSE, LOG_LEVEL, ConfigFile.FLAG, ConfigFile.NONE);

  private OutputFlags() {}

  private static String headerName(String text) {
    if (!Headers.isName(text)) {
      throw new IllegalArgumentException(
          "'%s' is no name of a header field, such as ETag".formatted(text));
    }
    return text;
  }

  /// How much to log.
  ///
  /// @param isForPeople whether somebody watches, who is shown each URL that failed
  static LogLevel level(Values typed, boolean isForPeople) {
    var level = typed.find(LOG_LEVEL);
    if (level != null) {
      return level;
    }
    boolean showsFailures = typed.has(VERBOSE) || (isForPeople && !typed.has(QUIET));
    return showsFailures ? LogLevel.INFO : LogLevel.WARNING;
  }
}
