package dev.spinneret.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The outcome of all rounds of all engines.
///
/// @param workload what they did
/// @param engines in the order given; the first is compared with each of the others
public record Comparison(Workload workload, List<EngineResult> engines) {
  /// Copies the list.
  public Comparison {
    engines = List.copyOf(engines);
  }

  /// The ratios of one pair of engines.
  ///
  /// @param pagesPerSecond how many times as fast the first is
  /// @param cpuPerPage how many times as much CPU per page it needs
  /// @param memory how many times as much memory it needs
  record Pair(Ratio pagesPerSecond, Ratio cpuPerPage, Ratio memory) {}

  int roundCount() {
    return engines.getFirst().rounds().size();
  }

  /// The part of the machine's CPU that others used meanwhile, as a median over all runs.
  double othersShare() {
    return Statistics.median(
        engines.stream()
            .flatMap(engine -> engine.rounds().stream())
            .mapToDouble(Measured::othersShare)
            .toArray());
  }

  boolean has(String engine) {
    return engines.stream().anyMatch(other -> other.name().equals(engine));
  }

  /// Whether every run of every engine got the same: without it no ratio means anything.
  ///
  /// @return false when two digests differ, or a ledger did not balance
  public boolean equalWork() {
    var digests = new TreeSet<String>();
    for (var engine : engines) {
      for (var round : engine.rounds()) {
        if (!round.balanced()) {
          return false;
        }
        digests.add(round.work());
      }
    }
    return digests.size() == 1;
  }

  /// The ratios by name, such as `loop/threads`; none without equal work.
  Map<String, Pair> ratios() {
    var ratios = new LinkedHashMap<String, Pair>();
    if (!equalWork()) {
      return ratios;
    }
    var first = engines.getFirst();
    for (var other : engines.subList(1, engines.size())) {
      ratios.put(
          first.name() + "/" + other.name(),
          new Pair(
              Statistics.ratio(
                  first.each(Measured::pagesPerSecond), other.each(Measured::pagesPerSecond)),
              Statistics.ratio(
                  first.each(Measured::cpuMicrosPerPage), other.each(Measured::cpuMicrosPerPage)),
              Statistics.ratio(
                  first.each(Measured::peakMegabytes), other.each(Measured::peakMegabytes))));
    }
    return ratios;
  }

  /// The engine of that name.
  EngineResult engine(String name) {
    return engines.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }
}
