package dev.spinneret.cli.bench;

import com.fasterxml.jackson.core.JsonToken;
import dev.spinneret.cli.terminal.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/// Runs every engine in every round, in a new random order each round, one process a run.
///
/// Interleaving spreads other load on the machine evenly over all engines; the random order keeps
/// one engine from always running after another.
public final class Rounds {
  /// The command that the processes run; not for people, and in no help.
  public static final String WORKER = "bench-worker";

  private final Workload workload;
  private final List<String> crawlFlags;
  private final List<EngineSpec> engines;
  private final int roundCount;
  private final Consumer<String> progress;

  /// Prepares the rounds.
  ///
  /// @param workload what is done
  /// @param crawlFlags of `crawl`, the same for all engines
  /// @param engines at least one
  /// @param roundCount at least 1
  /// @param progress receives a line for each run
  public Rounds(
      Workload workload,
      List<String> crawlFlags,
      List<EngineSpec> engines,
      int roundCount,
      Consumer<String> progress) {
    this.workload = workload;
    this.crawlFlags = List.copyOf(crawlFlags);
    this.engines = List.copyOf(engines);
    this.roundCount = roundCount;
    this.progress = progress;
  }

  /// Runs them against a sample web that is started for it, after a warm-up against one that has
  /// the same pages and no latency.
  ///
  /// @param serveFlags of `serve`
  /// @throws IOException if a process fails
  public Comparison run(List<String> serveFlags, List<String> warmUpFlags) throws IOException {
    try (var origin = Processes.serve(serveFlags);
        var warmUp = Processes.serve(warmUpFlags)) {
      return run(origin.url(), warmUp.url(), origin.process().pid());
    }
  }

  /// Runs them against a sample web that is started for it, after a warm-up against the same.
  ///
  /// @param serveFlags of `serve`
  /// @throws IOException if a process fails
  public Comparison run(List<String> serveFlags) throws IOException {
    try (var origin = Processes.serve(serveFlags)) {
      return run(origin.url(), origin.url(), origin.process().pid());
    }
  }

  /// Runs them against a site that is there, after a warm-up against the same.
  ///
  /// @param url where each crawl starts
  /// @throws IOException if a process fails
  public Comparison run(String url) throws IOException {
    return run(url, url, 0);
  }

  private Comparison run(String url, String warmUpUrl, long originPid) throws IOException {
    var results = new HashMap<String, List<Measured>>();
    var random = new Random(url.hashCode());
    for (var round = 1; round <= roundCount; round++) {
      var order = new ArrayList<>(engines);
      Collections.shuffle(order, random);
      for (var engine : order) {
        progress.accept(
            "latency %s, %d in flight, round %d of %d: %s"
                .formatted(
                    workload.latency(), workload.concurrency(), round, roundCount, engine.name()));
        var args = new ArrayList<String>(List.of(WORKER, url, "--warm-up-at", warmUpUrl));
        args.addAll(crawlFlags);
        args.addAll(engine.flags());
        var before = MachineLoad.now(originPid);
        var measured = parse(Processes.run(args));
        results
            .computeIfAbsent(engine.name(), _ -> new ArrayList<>())
            .add(measured.whileOthersUsed(MachineLoad.now(originPid).othersSince(before)));
      }
    }
    return new Comparison(
        workload,
        engines.stream()
            .map(engine ->
                new EngineResult(engine.name(), Objects.requireNonNull(results.get(engine.name()))))
            .toList());
  }

  /// Reads what a worker printed.
  static Measured parse(String line) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (var json = Json.FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a worker answered: " + line);
      }
      for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        values.put(name, json.getText());
      }
    }
    return new Measured(
        Long.parseLong(value(values, "pages")),
        Double.parseDouble(value(values, "seconds")),
        Double.parseDouble(value(values, "cpu_seconds")),
        Long.parseLong(value(values, "peak_rss_bytes")),
        Double.parseDouble(value(values, "p50")),
        Double.parseDouble(value(values, "p90")),
        Double.parseDouble(value(values, "p99")),
        value(values, "work"),
        Boolean.parseBoolean(value(values, "balanced")),
        Double.parseDouble(value(values, "least_time_share")),
        value(values, "bound_by"),
        0);
  }

  private static String value(Map<String, String> values, String name) throws IOException {
    var value = values.get(name);
    if (value == null) {
      throw new IOException("a worker did not report \"" + name + "\"");
    }
    return value;
  }
}
