package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.Simulation;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whole crawls of simulated webs under virtual time, one for each seed, with tasks in random
/// order.
///
/// What must hold for every seed: the crawl ends; each reachable URL has exactly one verdict;
/// nobody is asked for what robots.txt forbids, or twice for what was answered; no host has more in
/// flight than allowed, and delays are kept. `-Dsimulation.seed=N` runs one seed alone.
class CrawlSimulationTest {
  private static final int SEEDS = 500;

  @Test
  void everySeedKeepsTheInvariants() {
    var only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    for (long seed = first; seed <= last; seed++) {
      try {
        check(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("simulation.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static void check(long seed) {
    var random = new SplittableRandom(~seed);
    int perHost = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 10);
    int concurrency = random.nextInt(1, 60);
    var world = new SimulatedWeb(seed);
    var web = new MemoryWeb().otherwise(world::ask);
    var sink = new Verdicts();
    CrawlSummary summary;
    try (var simulation = Simulation.seeded(seed)) {
      var options =
          CrawlOptions.DEFAULT
              .withSeeds(s -> s.withUrls(CrawlRun.urls(world.start())))
              .withScope(s -> s.withMode(ScopeMode.ANY))
              .withPace(p -> p.withPerHost(perHost).withConcurrency(concurrency))
              .withRetry(r -> r.withHostFailureCount(1_000))
              .withTraps(_ -> new TrapLimits(2_048, 40, 4, 10, 10, 1_000, 10_000))
              .withRun(r -> r.withRandomSeed(seed).withWallClock(simulation.time().wallClock()));
      summary = simulation.run(() -> new Crawl(simulation.loop(), web, options, sink).run());
    }

    assertTrue(summary.urls().isBalanced(), () -> summary.urls().faults().toString());
    assertEquals(EndedBy.DONE, summary.endedBy());
    var found = new HashSet<>(sink.verdicts.keySet());
    found.removeIf(href -> world.isEndless(CrawlRun.url(href)));
    var lost = world.reachable();
    lost.removeAll(found);
    assertEquals(Set.of(), lost, "lost");
    found.removeAll(world.reachable());
    assertEquals(Set.of(), found, "invented");
    assertEquals(
        summary.urls().discovered(),
        summary.urls().verdicts().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(summary.urls().discovered(), sink.verdicts.size());
    assertTrue(web.peak() <= concurrency, () -> web.peak() + " in flight");
    checkRequests(world, web, sink, perHost);
  }

  private static void checkRequests(SimulatedWeb world, MemoryWeb web, Verdicts sink, int perHost) {
    Map<String, Long> lastAtNanos = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (var request : web.requests()) {
      var url = CrawlRun.url(request.url());
      boolean robots = url.path().equals("/robots.txt");
      assertTrue(robots || !world.isForbidden(url), () -> "forbidden: " + url);
      int count = counts.merge(request.url(), 1, Integer::sum);
      assertTrue(robots || count <= 3, () -> "asked for " + count + " times: " + url);
      var last = lastAtNanos.put(url.origin(), request.atNanos());
      if (world.habit(url.host()) == SimulatedWeb.Habit.WANTS_DELAY && last != null) {
        long gap = request.atNanos() - last;
        assertTrue(
            gap >= Duration.ofSeconds(SimulatedWeb.DELAY_SECONDS).toNanos(),
            () -> "only " + Duration.ofNanos(gap) + " before " + url);
      }
      int most = perHost == 0 ? 6 : perHost;
      assertTrue(web.peak(url.origin()) <= most, () -> "too many in flight at " + url.origin());
    }
    sink.verdicts.forEach((href, verdict) -> {
      if (verdict instanceof Verdict.Fetched || verdict instanceof Verdict.Duplicate) {
        var habit = world.habit(CrawlRun.url(href).host());
        int most =
            switch (habit) {
              case BUSY_AT_FIRST -> 2;
              case RESETS_AT_FIRST -> 3;
              default -> 1;
            };
        assertTrue(counts.get(href) <= most, () -> "answered, and asked again: " + href);
      }
    });
  }

  /// Takes verdicts, and complains of a second one.
  private static final class Verdicts implements Sink {
    final Map<String, Verdict> verdicts = new HashMap<>();

    @Override
    public void accept(PageRecord page) {
      put(page.url().withoutFragment(), page.verdict());
    }

    @Override
    public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
      put(href, verdict);
    }

    private void put(String href, Verdict verdict) {
      var earlier = verdicts.put(href, verdict);
      if (earlier != null) {
        throw new IllegalStateException(href + ": " + earlier + ", then " + verdict);
      }
    }
  }
}
