package dev.spinneret.cli.bench.profile;

import dev.spinneret.cli.crawl.CrawlCommand;
import dev.spinneret.cli.crawl.MeasuredCrawl;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.report.ProcessUsage;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;

/// One process of `bench crawl`: crawls once, as `crawl` does, and prints what that cost.
public final class BenchProfileCommand {
  private static final Flag<Path> RECORDING =
      Flag.of("--recording=FILE", Kind.PATH, "Takes samples of CPU time into this file.");

  public static final Table TABLE =
      CrawlCommand.TABLE
          .renamed(ProfileRuns.WORKER, "Crawls once for bench crawl; not meant to be typed.")
          .withFlags(RECORDING);

  private BenchProfileCommand() {}

  public static int run(Values typed) {
    var crawl = MeasuredCrawl.of(typed);
    try {
      var recording = typed.find(RECORDING);
      var samples = recording == null ? null : StageSamples.start();
      var cost = cost(crawl);
      if (samples != null && recording != null) {
        dump(samples, recording);
      }
      StandardOutput.print(cost.toJson());
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new IllegalStateException("cannot profile: " + e.getMessage(), e);
    }
  }

  private static ProcessCost cost(MeasuredCrawl crawl) throws IOException {
    crawl.open();
    var begun = ThreadCpu.now();
    var summary = crawl.run();
    var ended = ThreadCpu.now();
    return new ProcessCost(
        summary.pages().count(),
        summary.elapsed().toNanos() / 1e9,
        ProcessUsage.now().peakMemoryBytes(),
        begun,
        ended);
  }

  private static void dump(Recording samples, Path file) throws IOException {
    try (samples) {
      samples.stop();
      samples.dump(file);
    }
  }
}
