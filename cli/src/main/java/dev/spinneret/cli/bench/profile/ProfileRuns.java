package dev.spinneret.cli.bench.profile;

import dev.spinneret.cli.bench.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs whole processes that crawl once, each kind in turn: without samples for the sums, with
/// samples for the shares.
public final class ProfileRuns {
  /// The command that the processes run; not for people, and in no help.
  public static final String WORKER = "bench-profile";

  private ProfileRuns() {}

  /// Runs them.
  ///
  /// @param workload what is crawled, in words
  /// @param crawl arguments of `crawl`
  /// @param runCount how many processes of each kind; at least 1
  /// @param progress receives a line for each run
  /// @throws IOException if a process fails, or the system does not report what it cost
  public static Profile run(
      String workload, List<String> crawl, int runCount, Consumer<String> progress)
      throws IOException {
    var runs = new ArrayList<Profile.Run>();
    var samples = new StageSamples();
    var directory = Files.createTempDirectory("spinneret-profile");
    var records = directory.resolve("records.jsonl");
    var recording = directory.resolve("samples.jfr");
    try {
      var args = new ArrayList<>(List.of(WORKER));
      args.addAll(crawl);
      args.addAll(List.of("-o", records.toString()));
      var sampled = new ArrayList<>(args);
      sampled.addAll(List.of("--recording", recording.toString()));
      for (var i = 1; i <= runCount; i++) {
        progress.accept("run %d of %d: counted".formatted(i, runCount));
        var before = endedChildrenNanos();
        var cost = ProcessCost.parse(Processes.run(args));
        if (cost.pages() == 0) {
          throw new IOException("nothing could be fetched");
        }
        runs.add(new Profile.Run(cost, endedChildrenNanos() - before));
        progress.accept("run %d of %d: sampled".formatted(i, runCount));
        Processes.run(sampled);
        samples.read(recording);
      }
    } finally {
      Files.deleteIfExists(records);
      Files.deleteIfExists(recording);
      Files.deleteIfExists(directory);
    }
    return new Profile(workload, runs, samples);
  }

  /// The CPU time of this process's children that have ended, from start to exit (proc(5), `cutime`
  /// and `cstime`, in hundredths of a second).
  private static long endedChildrenNanos() throws IOException {
    var stat = Files.readString(Path.of("/proc/self/stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10_000_000;
  }
}
