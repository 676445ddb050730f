package dev.spinneret.cli;

import dev.spinneret.cli.bench.Rounds;
import dev.spinneret.cli.output.CrawlReport;
import dev.spinneret.cli.output.Json;
import dev.spinneret.cli.output.ProcessUsage;
import dev.spinneret.cli.output.RunFacts;
import dev.spinneret.cli.work.WorkFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// One engine's part in one round of `bench`: crawls to warm up, crawls once more and measures, and
/// prints what it measured. The flags are those of `crawl`.
@Command(
    name = Rounds.WORKER,
    hidden = true,
    description = "Runs one engine for bench; not meant to be typed.")
final class BenchWorkerCommand extends CrawlCommand {
  @Option(names = "--warm-up", defaultValue = "1", description = "Crawls before the measured one.")
  int warmUpCount = 1;

  @Option(names = "--warm-up-at", description = "Where to crawl before; else the same.")
  @Nullable String warmUpUrl;

  BenchWorkerCommand() {}

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--warm-up" -> warmUpCount = Converters.integer(line.value());
      case "--warm-up-at" -> warmUpUrl = line.value();
      default -> {
        return super.take(line);
      }
    }
    return true;
  }

  @Override
  public Integer call() {
    try {
      var records = Files.createTempFile("spinneret-bench", ".jsonl");
      try {
        output.files = List.of(records.toString());
        output.links = true;
        output.quiet = true;
        return measure(records);
      } finally {
        Files.delete(records);
      }
    } catch (IOException e) {
      throw new OutputException("a temporary file", e);
    }
  }

  private int measure(Path records) throws IOException {
    var plan = CrawlPlanner.plan(this);
    var nobody = Interruption.none(plan);
    for (var i = 0; i < warmUpCount; i++) {
      var warmUp = CrawlPlanner.plan(this); // its cookies are not those of the measured crawl
      if (warmUpUrl != null) {
        warmUp.crawl().seeds(List.of(warmUp.trust().typed(Seeds.url(warmUpUrl))));
      }
      new CrawlRun(warmUp).crawl(CrawlOutputs.open(warmUp, () -> {}), nobody);
    }
    System.gc(); // the garbage of the warm-up is no cost of the measured crawl
    ProcessUsage.forgetPeak();
    var before = ProcessUsage.now();
    var outputs = CrawlOutputs.open(plan, () -> {});
    var summary = new CrawlRun(plan).crawl(outputs, nobody);
    var after = ProcessUsage.now();
    var usage = new ProcessUsage(after.cpu().minus(before.cpu()), after.peakMemoryBytes());
    var facts =
        new RunFacts(plan.crawl().build().concurrency(), outputs.waited(), usage.cpu(), usage);
    print(new CrawlReport(summary, outputs.statistics(), facts), usage, records);
    return ExitCode.DONE;
  }

  private static void print(CrawlReport report, ProcessUsage usage, Path records)
      throws IOException {
    String work;
    try (var lines = Files.newBufferedReader(records)) {
      var file = WorkFile.read(lines, records.toString());
      work = file.digest().toString();
    }
    var bytes = new ByteArrayOutputStream();
    try (var json = Json.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("pages", report.summary().pages());
      json.writeNumberField("seconds", report.value("seconds"));
      json.writeNumberField("cpu_seconds", report.value("cpu_seconds"));
      json.writeNumberField("peak_rss_bytes", usage.peakMemoryBytes());
      json.writeNumberField("p50", report.value("latency_ms.p50"));
      json.writeNumberField("p90", report.value("latency_ms.p90"));
      json.writeNumberField("p99", report.value("latency_ms.p99"));
      json.writeStringField("work", work);
      json.writeNumberField("least_time_share", report.value("least_time.share"));
      json.writeStringField("bound_by", report.boundBy());
      json.writeBooleanField("balanced", report.summary().ledgerBalanced());
      json.writeEndObject();
    }
    bytes.write('\n');
    try (var out = StandardOutput.open()) {
      out.write(bytes.toByteArray());
    }
  }
}
