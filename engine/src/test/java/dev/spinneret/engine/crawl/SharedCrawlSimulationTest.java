package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.FencedException;
import dev.spinneret.engine.crawl.shared.SharedState;
import dev.spinneret.engine.crawl.state.CommittedOutputs;
import dev.spinneret.engine.crawl.state.DurableOutput;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.Simulation;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Eight crawlers that share the crawl of a simulated web under virtual time, one world for each
/// seed. Some are killed, cut off from the database for longer than their lease, or told to stop;
/// they join again, and others join late.
///
/// What must hold for every seed: all crawlers end by themselves; each reachable URL has exactly
/// one verdict in the committed part of the outputs; a host is requested from only by the crawler
/// that owns it; delays are kept, whoever requests; with a depth limit, URLs have the same depths
/// as in a crawl alone. `-Dsimulation.seed=N` runs one seed alone.
class SharedCrawlSimulationTest {
  private static final int SEEDS = 300;
  private static final int CRAWLERS = 8;
  private static final Duration LEASE = Duration.ofSeconds(10);

  @Test
  void everySeedKeepsTheInvariants() {
    var only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    for (long seed = first; seed <= last; seed++) {
      try (var world = new World(seed)) {
        world.crawl();
        world.check();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("simulation.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /// What one seed makes.
  private static final class World implements AutoCloseable {
    private final SplittableRandom random;
    private final long seed;
    private final SimulatedWeb web;
    private final MemoryWeb network;
    private final Simulation simulation;
    private final MemoryDatabase database;
    private final List<Crawler> crawlers = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final boolean calm;
    private final int maxDepth;

    World(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(~seed);
      this.maxDepth = seed % 2 == 0 ? 2 + (int) (seed / 2 % 4) : Integer.MAX_VALUE;
      this.web = web();
      this.network = new MemoryWeb().otherwise(web::ask);
      this.simulation = Simulation.seeded(seed);
      this.database = new MemoryDatabase(simulation.time(), LEASE, random.split());
      this.calm = random.nextInt(4) == 0;
      for (int i = 0; i < CRAWLERS; i++) {
        crawlers.add(new Crawler(this, "c" + i));
      }
    }

    /// With a depth limit it has no redirects: which of a link and a redirect of the same depth
    /// comes first is chance in any crawl.
    private SimulatedWeb web() {
      return new SimulatedWeb(seed, maxDepth == Integer.MAX_VALUE);
    }

    CrawlOptions options(Simulation in, List<WebUrl> seeds) {
      return CrawlOptions.DEFAULT
          .withSeeds(s -> s.withUrls(seeds))
          .withScope(scope -> scope.withMode(ScopeMode.ANY).withMaxDepth(maxDepth))
          .withPace(pace -> pace.withPerHost(2).withConcurrency(20))
          .withRetry(retry -> retry.withHostFailureCount(1_000))
          .withTraps(_ -> new TrapLimits(2_048, 40, 4, 10, 10, 1_000, 10_000))
          .withRun(run -> run.withRandomSeed(seed).withWallClock(in.time().wallClock()));
    }

    /// What one crawl finds that stops at the same depth: each URL, and at which depth.
    private Map<String, Integer> foundAlone() {
      var alone = web();
      var output = new Output();
      try (var in = Simulation.seeded(seed)) {
        var fetcher = new MemoryWeb().otherwise(alone::ask);
        var options = options(in, CrawlRun.urls(alone.start()));
        in.run(() -> new Crawl(in.loop(), fetcher, options, output).run());
      }
      Map<String, Integer> found = new TreeMap<>();
      output.entries.forEach(entry -> found.put(entry.href, entry.depth));
      return found;
    }

    void crawl() {
      simulation.run(() -> {
        var runs = new ArrayList<Task<?>>();
        for (var crawler : crawlers) {
          runs.add(simulation.loop().createTask(crawler.name, crawler::runUntilTheEnd));
        }
        for (var run : runs) {
          run.await();
        }
        return null;
      });
    }

    void check() {
      assertEquals(List.of(), faults);
      assertTrue(database.isOver(), "something is open");
      Map<String, Verdict> verdicts = new HashMap<>();
      Map<String, Integer> depths = new TreeMap<>();
      for (var crawler : crawlers) {
        var output = crawler.output;
        long length = database.crawlers.get(crawler.name).outputs.getOrDefault("out", 0L);
        for (var entry : output.entries.subList(0, (int) length)) {
          depths.put(entry.href, entry.depth);
          var earlier = verdicts.put(entry.href, entry.verdict);
          assertNull(earlier, () -> entry.href + ": also " + entry.verdict);
        }
      }
      checkDelays();
      if (maxDepth < Integer.MAX_VALUE) {
        assertEquals(foundAlone(), depths, "found otherwise by one crawl");
        return;
      }
      var found = new HashSet<>(verdicts.keySet());
      found.removeIf(href -> web.isEndless(CrawlRun.url(href)));
      var lost = web.reachable();
      lost.removeAll(found);
      assertEquals(Set.of(), lost, "lost");
      found.removeAll(web.reachable());
      assertEquals(Set.of(), found, "invented");
      assertEquals(
          verdicts.size(),
          database.domains.values().stream().mapToInt(domain -> domain.ended.size()).sum());
    }

    private void checkDelays() {
      Map<String, Long> lastAtNanos = new HashMap<>();
      for (var request : network.requests()) {
        var url = CrawlRun.url(request.url());
        boolean robots = url.path().equals("/robots.txt");
        assertTrue(robots || !web.isForbidden(url), () -> "forbidden: " + url);
        var last = lastAtNanos.put(url.origin(), request.atNanos());
        if (web.habit(url.host()) == SimulatedWeb.Habit.WANTS_DELAY && last != null) {
          long gap = request.atNanos() - last;
          assertTrue(
              gap >= Duration.ofSeconds(SimulatedWeb.DELAY_SECONDS).toNanos(),
              () -> "only " + Duration.ofNanos(gap) + " before " + url);
        }
      }
    }

    @Override
    public void close() {
      simulation.close();
    }
  }

  /// A record, or a URL that was skipped.
  private record Entry(String href, int depth, Verdict verdict) {}

  /// An output whose tail a crash may leave uncommitted.
  private static final class Output implements Sink, DurableOutput {
    final List<Entry> entries = new ArrayList<>();

    @Override
    public void accept(PageRecord page) {
      entries.add(new Entry(page.url().withoutFragment(), page.depth(), page.verdict()));
    }

    @Override
    public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
      entries.add(new Entry(href, depth, verdict));
    }

    @Override
    public String name() {
      return "out";
    }

    @Override
    public Mark mark() {
      long size = entries.size();
      return () -> size;
    }

    @Override
    public void cutTo(long length) {
      entries.subList((int) length, entries.size()).clear();
    }
  }

  /// One crawler, through all its runs.
  private static final class Crawler {
    final World world;
    final String name;
    final Output output = new Output();
    private final SplittableRandom random;
    private long cutOffUntilNanos;

    Crawler(World world, String name) {
      this.world = world;
      this.name = name;
      this.random = world.random.split();
      this.cutOffUntilNanos = now();
    }

    /// Runs the crawl, and again after each accident.
    @Nullable Void runUntilTheEnd() {
      Tasks.sleep(
          name.equals("c0")
              ? Duration.ZERO
              : Duration.ofMillis(200 + random.nextInt(2) * random.nextInt(60_000)));
      int accidents = world.calm ? 0 : random.nextInt(3);
      for (; ; ) {
        var run = new Run(this);
        boolean isAccident = accidents-- > 0;
        var summary = isAccident ? run.withAccident() : run.undisturbed();
        if (summary != null && summary.endedBy() == EndedBy.DONE) {
          return null;
        }
        Tasks.sleep(LEASE.plusMillis(random.nextInt(20_000)));
      }
    }

    long now() {
      return world.simulation.time().nanoTime();
    }

    List<WebUrl> seeds() {
      return name.equals("c0") ? CrawlRun.urls(world.web.start()) : List.of();
    }
  }

  /// One run of a crawler.
  private static final class Run implements Fetcher {
    private final Crawler crawler;
    private final World world;
    private final MemoryDatabase.Joined joined;
    private final SharedState state;
    private final Crawl crawl;
    private @Nullable Future<Object> lastWork;
    private boolean dead;

    Run(Crawler crawler) {
      this.crawler = crawler;
      this.world = crawler.world;
      joined = world.database.join(crawler.name);
      var outputs = new CommittedOutputs(List.of(crawler.output));
      outputs.cut(joined.crawler.outputs, IllegalStateException::new);
      state =
          new SharedState(joined, List.of(), outputs, this::submit, LEASE, crawler::now, () -> {});
      var options = world.options(world.simulation, crawler.seeds());
      crawl = new Crawl(world.simulation.loop(), this, options, crawler.output, state);
      crawl.reportErrorsTo((url, thrown) -> world.faults.add(url + ": " + thrown));
    }

    /// The database answers after a while, one call at a time; later while it cannot be reached.
    private <T> Future<T> submit(EventLoop loop, Callable<T> work) {
      Future<T> result = loop.createFuture();
      var before = lastWork;
      var task =
          loop.createTask(
              crawler.name + "'s writer",
              () -> {
                if (before != null) {
                  before.await();
                }
                Tasks.sleep(Duration.ofMillis(crawler.random.nextInt(1, 40)));
                long left = crawler.cutOffUntilNanos - crawler.now();
                if (left > 0) {
                  Tasks.sleep(Duration.ofNanos(left));
                }
                try {
                  if (!dead) {
                    result.setResult(work.call());
                  }
                } catch (Exception e) {
                  result.setException(e);
                }
                return (Object) crawler.name;
              });
      lastWork = task;
      return result;
    }

    /// Now and then, opening a connection takes longer than the lease; not at hosts whose delays
    /// are checked by the times at which they receive requests.
    private void connect(FetchRequest request) {
      if (crawler.random.nextInt(5) == 0
          && world.web.habit(request.url().host()) != SimulatedWeb.Habit.WANTS_DELAY) {
        Tasks.sleep(Duration.ofNanos(crawler.random.nextLong(2 * LEASE.toNanos())));
      }
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
      connect(request);
      if (!request.permit().getAsBoolean()) {
        return new FetchResult.Failed(FailureCause.LOCAL_RESOURCES, "withdrawn", FetchTimings.NONE);
      }
      var domain = world.database.domains.get(Domains.idOf(Domains.nameOf(request.url().origin())));
      if (domain.owner != joined.crawler) {
        world.faults.add(
            crawler.name + " requests " + request.url().href() + " of another crawler");
      }
      return world.network.fetch(request);
    }

    @Override
    public void close() {}

    @Nullable CrawlSummary undisturbed() {
      try {
        var summary = crawl.run();
        assertTrue(summary.urls().isBalanced(), () -> summary.urls().faults().toString());
        return summary;
      } catch (FencedException _) {
        return null;
      } finally {
        state.close();
      }
    }

    /// Runs until something happens.
    @Nullable CrawlSummary withAccident() {
      var loop = world.simulation.loop();
      var task = loop.createTask(crawler.name + "'s crawl", this::undisturbed);
      var accident =
          loop.callLater(
              Duration.ofMillis(crawler.random.nextInt(40_000)),
              () -> {
                switch (crawler.random.nextInt(3)) {
                  case 0 -> {
                    dead = true;
                    task.cancel();
                  }
                  case 1 ->
                      crawler.cutOffUntilNanos =
                          crawler.now() + crawler.random.nextLong(2 * LEASE.toNanos());
                  default -> crawl.requestStop();
                }
              });
      try {
        return task.await();
      } catch (Cancelled e) {
        if (!dead) {
          throw e;
        }
        return null;
      } finally {
        accident.cancel();
      }
    }
  }
}
