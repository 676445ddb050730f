package dev.spinneret.cli.bench;

import dev.spinneret.cli.crawl.CrawlCommand;
import dev.spinneret.cli.crawl.MeasuredCrawl;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.report.ProcessUsage;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.verify.WorkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One engine's part in one round of `bench`: crawls to warm up, crawls once more and measures, and
/// prints what it measured. The flags are those of `crawl`.
public final class BenchWorkerCommand {
  private static final Flag<Integer> WARM_UP =
      Flag.of("--warm-up=N", Kind.INTEGER, "Crawls before the measured one.").or("1");

  private static final Flag<String> WARM_UP_AT =
      Flag.of("--warm-up-at=URL", Kind.TEXT, "Where to crawl before; else the same.");

  public static final Table TABLE =
      CrawlCommand.TABLE
          .renamed(Rounds.WORKER, "Runs one engine for bench; not meant to be typed.")
          .withFlags(WARM_UP, WARM_UP_AT);

  private BenchWorkerCommand() {}

  public static int run(Values typed) {
    try {
      var records = Files.createTempFile("spinneret-bench", ".jsonl");
      try {
        return measure(typed, records);
      } finally {
        Files.delete(records);
      }
    } catch (IOException e) {
      throw new OutputException("a temporary file", e);
    }
  }

  private static int measure(Values typed, Path records) throws IOException {
    var measured = MeasuredCrawl.of(typed, records);
    var warmUpUrl = typed.find(WARM_UP_AT);
    for (var i = 0; i < typed.get(WARM_UP); i++) {
      var warmUp =
          MeasuredCrawl.of(typed, records); // its cookies are not those of the measured one
      if (warmUpUrl != null) {
        warmUp.startAt(warmUpUrl);
      }
      warmUp.open().run();
    }
    System.gc(); // the garbage of the warm-up is no cost of the measured crawl
    ProcessUsage.forgetPeak();
    var before = ProcessUsage.now();
    var summary = measured.open().run();
    var after = ProcessUsage.now();
    var usage = new ProcessUsage(after.cpu().minus(before.cpu()), after.peakMemoryBytes());
    print(measured.report(summary, usage), usage, records);
    return ExitCode.DONE;
  }

  private static void print(CrawlReport report, ProcessUsage usage, Path records)
      throws IOException {
    var work = WorkFile.read(records.toString()).digest().toString();
    StandardOutput.print(
        Json.line(json -> {
          json.writeNumberField("pages", report.summary().pages().count());
          json.writeNumberField("seconds", report.value("seconds"));
          json.writeNumberField("cpu_seconds", report.value("cpu_seconds"));
          json.writeNumberField("peak_rss_bytes", usage.peakMemoryBytes());
          json.writeNumberField("p50", report.value("latency_ms.p50"));
          json.writeNumberField("p90", report.value("latency_ms.p90"));
          json.writeNumberField("p99", report.value("latency_ms.p99"));
          json.writeStringField("work", work);
          json.writeNumberField("least_time_share", report.value("least_time.share"));
          json.writeStringField("bound_by", report.boundBy());
          json.writeBooleanField("balanced", report.summary().urls().isBalanced());
        }));
  }
}
