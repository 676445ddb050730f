package dev.spinneret.cli;

import dev.spinneret.cli.output.ProcessUsage;
import dev.spinneret.cli.profile.ProcessCost;
import dev.spinneret.cli.profile.ProfileRuns;
import dev.spinneret.cli.profile.StageSamples;
import dev.spinneret.cli.profile.ThreadCpu;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// One process of `bench crawl`: crawls once, as `crawl` does, and prints what that cost.
@Command(
    name = ProfileRuns.WORKER,
    hidden = true,
    description = "Crawls once for bench crawl; not meant to be typed.")
final class BenchProfileCommand extends CrawlCommand {
  @Option(names = "--recording", description = "Takes samples of CPU time into this file.")
  @Nullable Path recording;

  BenchProfileCommand() {}

  @Override
  public boolean take(PlainLine line) {
    if (line.flag().equals("--recording")) {
      recording = Path.of(line.value());
      return true;
    }
    return super.take(line);
  }

  @Override
  public Integer call() {
    var plan = CrawlPlanner.plan(this);
    try {
      var samples = recording == null ? null : StageSamples.start();
      var cost = crawl(plan);
      if (samples != null) {
        dump(samples);
      }
      try (var out = StandardOutput.open()) {
        out.write(cost.toJson());
      }
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new IllegalStateException("cannot profile: " + e.getMessage(), e);
    }
  }

  private static ProcessCost crawl(CrawlPlan plan) throws IOException {
    var outputs = CrawlOutputs.open(plan, () -> {});
    var begun = ThreadCpu.now();
    var summary = new CrawlRun(plan).crawl(outputs, Interruption.none(plan));
    var ended = ThreadCpu.now();
    return new ProcessCost(
        summary.pages(),
        summary.elapsed().toNanos() / 1e9,
        ProcessUsage.now().peakMemoryBytes(),
        begun,
        ended);
  }

  private void dump(Recording samples) throws IOException {
    try (samples) {
      samples.stop();
      samples.dump(recording);
    }
  }
}
