package dev.spinneret.cli.bench.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Where the CPU of a crawl went, as means over several processes.
///
/// @param workload what was crawled, in words
/// @param runs the processes without samples, at least one, and what each cost in all
/// @param samples those of the other processes
public record Profile(String workload, List<Run> runs, StageSamples samples) {
  /// Copies the runs.
  public Profile {
    runs = List.copyOf(runs);
  }

  /// A process without samples.
  ///
  /// @param cost as reported
  /// @param wholeNanos CPU of the process from start to exit, as its parent counts it
  record Run(ProcessCost cost, long wholeNanos) {
    double microsPerPage() {
      return wholeNanos / 1e3 / cost.pages();
    }
  }

  /// Replies of all processes without samples.
  long pages() {
    return runs.stream().mapToLong(run -> run.cost().pages()).sum();
  }

  double pagesPerSecond() {
    return pages() / runs.stream().mapToDouble(run -> run.cost().seconds()).sum();
  }

  long peakMemoryBytes() {
    return runs.stream().mapToLong(run -> run.cost().peakMemoryBytes()).max().orElse(0);
  }

  /// CPU per page in all; the sum of all stages.
  double microsPerPage() {
    return runs.stream().mapToLong(Run::wholeNanos).sum() / 1e3 / pages();
  }

  /// What the crawl's own threads cost: all that is counted neither for the JVM nor for the time
  /// before and after the crawl.
  double crawlMicrosPerPage() {
    return runs.stream().mapToLong(Profile::crawlNanos).sum() / 1e3 / pages();
  }

  /// CPU per page by stage; stages that cost nothing are left out.
  Map<Stage, Double> stages() {
    var stages = new EnumMap<Stage, Double>(Stage.class);
    var crawl = crawlMicrosPerPage();
    for (var stage : Stage.values()) {
      var micros =
          stage.exact()
              ? runs.stream().mapToLong(run -> exactNanos(stage, run)).sum() / 1e3 / pages()
              : crawl * samples.share(stage);
      if (micros > 0) {
        stages.put(stage, micros);
      }
    }
    return stages;
  }

  /// Half the width of the 95 % interval of a stage's CPU per page; 0 for what is counted exactly.
  double uncertainty(Stage stage) {
    if (stage.exact() || samples.count() == 0) {
      return 0;
    }
    var share = samples.share(stage);
    return crawlMicrosPerPage() * 1.96 * Math.sqrt(share * (1 - share) / samples.count());
  }

  private static long exactNanos(Stage stage, Run run) {
    var begun = run.cost().begun();
    var ended = run.cost().ended();
    return switch (stage) {
      case START_UP -> begun.processNanos();
      case JIT -> ended.jitNanos() - begun.jitNanos();
      case GC -> ended.gcNanos() - begun.gcNanos();
      case JVM -> ended.jvmNanos() - begun.jvmNanos();
      case END -> Math.max(0, run.wholeNanos() - ended.processNanos());
      case CLASSES,
          CONNECT,
          SOCKETS,
          POLL,
          LOOP,
          EXCHANGE,
          GRAMMAR,
          DECODE,
          PARSE,
          URLS,
          SEEN,
          DIGEST,
          ROBOTS,
          FRONTIER,
          STATE,
          CRAWL,
          OUTPUT,
          OTHER ->
          0;
    };
  }

  private static long crawlNanos(Run run) {
    var rest = Math.max(run.wholeNanos(), run.cost().ended().processNanos());
    for (var stage : Stage.values()) {
      rest -= exactNanos(stage, run);
    }
    return rest;
  }
}
