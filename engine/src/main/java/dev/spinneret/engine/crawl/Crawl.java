package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.limit.Concurrency;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.parsing.Parsing;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.verdict.CrawlProgress;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A crawl: from seeds to verdicts.
///
/// One task, the one that calls [#run()], leases URLs from the frontier and starts a task for each.
/// It is suspended until a URL returns, a host may be requested again, or a stop is requested:
/// nothing polls. The crawl ends when the ledger has no open URL; the ledger counts a URL before
/// anything can see it, so the count cannot reach zero early.
///
/// ```
/// seed ─▶ Admission ─▶ Frontier ─▶ Crawl ─▶ RobotsGate, PageVisitor ─▶ VerdictRecorder
///             ▲                                    │
///             └──────────────── links ─────────────┘
/// ```
///
/// Everything runs on one loop; only [#requestStop()] and [#abort()] may be called from other
/// threads.
public final class Crawl {
  /// How long a stop waits for fetches in flight before they are cancelled.
  public static final Duration DRAIN_TIME = Duration.ofSeconds(10);

  /// Seeds are taken from a feed while fewer URLs wait than this.
  private static final int FEED_AHEAD = 10_000;

  private final EventLoop loop;
  private final CrawlOptions options;
  private final CrawlParts parts;
  private final CrawlStore store;
  private final CountedFetcher wire;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final Totals totals;
  private final WakeSignal wake;
  private final Politeness politeness;
  private final Admission admission;
  private final Sitemaps sitemaps;
  private final RobotsGate robots;
  private final Capacity capacity;
  private final PageVisitor visitor;
  private final UnvisitedUrls unvisited;
  private final VisitTasks tasks;
  private final Slices slices;
  private final LateRetries late;
  private final CrawlAccount account;
  private final List<TimerHandle> timers = new ArrayList<>();
  private @Nullable SeedFeed feed;
  private @Nullable EndedBy ending;
  private volatile boolean stopRequested;

  /// Prepares a crawl.
  ///
  /// @param loop runs the crawl's tasks
  /// @param fetcher the network; the caller closes it
  /// @param options how to crawl
  /// @param sink receives finished URLs
  public Crawl(EventLoop loop, Fetcher fetcher, CrawlOptions options, Sink sink) {
    this(loop, fetcher, options, sink, new MemoryStore());
  }

  /// Prepares a crawl that is kept in a store.
  ///
  /// @param loop runs the crawl's tasks
  /// @param fetcher the network; the caller closes it
  /// @param options how to crawl
  /// @param sink receives finished URLs
  /// @param store keeps the crawl; the caller closes it
  public Crawl(EventLoop loop, Fetcher fetcher, CrawlOptions options, Sink sink, CrawlStore store) {
    this.loop = loop;
    this.options = options;
    this.store = store;
    wire = new CountedFetcher(fetcher, loop, store, options.pace().rates());
    wake = new WakeSignal(loop);
    frontier = store.begin(loop, options, wake::signal);
    var random = new SplittableRandom(options.run().randomSeed());
    recorder = new VerdictRecorder(store, sink, options.run().wallClock());
    totals = recorder.totals;
    slices = new Slices(loop, store);
    unvisited = new UnvisitedUrls(frontier, recorder, slices);
    politeness = new Politeness(options, frontier, store, sink);
    parts = new CrawlParts(loop, wire, options, frontier, politeness, recorder);
    admission = new Admission(parts, store);
    account = new CrawlAccount(parts, wire, admission);
    tasks =
        new VisitTasks(
            parts,
            wire.rate,
            store,
            admission,
            unvisited,
            wake::signal,
            () -> end(EndedBy.ABORTED));
    sitemaps = new Sitemaps(options, admission, recorder.sitemaps);
    var resources = options.resources();
    var bodies = new BodyMemory(resources.bodyBytes());
    var parsing =
        new Parsing(loop, resources.parserCount(), resources.parseTime(), resources.readLimits());
    robots = new RobotsGate(parts, sitemaps, parsing, bodies, random);
    var concurrency = new Concurrency(options.pace().concurrency());
    capacity = new Capacity(options.budget(), totals, store, concurrency, bodies, wire.rate);
    late = new LateRetries(options);
    var reader = new BodyReader(options, parsing);
    visitor =
        new PageVisitor(
            parts,
            admission,
            new Redirects(parts, admission),
            sitemaps,
            new Retries(parts, concurrency, late, random),
            reader,
            new Probes(admission, reader),
            bodies,
            slices);
  }

  /// Also takes seeds from a feed: the crawl then ends only when the feed is closed. Call before
  /// [#run()].
  ///
  /// @param seeds the feed; the crawl is its only reader
  public void takeSeedsFrom(SeedFeed seeds) {
    feed = seeds;
    seeds.listen(() -> loop.callSoonThreadsafe(wake::signal));
  }

  /// Restricts which seeds may be at a loopback or private address; by default, all may. Call
  /// before [#run()].
  ///
  /// @param privateAllowed judges a seed when the crawl takes it; called on the loop's thread
  public void guardSeeds(Predicate<WebUrl> privateAllowed) {
    admission.guardSeeds(privateAllowed);
  }

  /// Sets where errors of this program are reported that affect a single URL and not the crawl.
  /// Call before [#run()].
  ///
  /// @param report receives the URL and what was thrown, on the loop's thread
  public void reportErrorsTo(BiConsumer<String, Throwable> report) {
    tasks.reportErrorsTo(report);
  }

  /// Crawls until nothing is left, a budget is spent, or it is stopped. Call once, in a task of the
  /// loop; suspends.
  ///
  /// @return the account
  public CrawlSummary run() {
    long startedAtNanos = loop.timeNanos();
    long earlierPages;
    var time = options.budget().time();
    if (time != null) {
      timers.add(loop.callLater(time, () -> end(EndedBy.TIME)));
    }
    try {
      store.restore(new StateRestorer(parts, admission, visitor, unvisited, this::requestStop));
      earlierPages = totals.pageCount;
      var again = repeated();
      politeness.restored().forEach(unvisited::close);
      options.seeds().urls().forEach(url -> admission.seed(url, CrawlUrl.Role.PAGE));
      options.seeds().sitemaps().forEach(url -> admission.seed(url, CrawlUrl.Role.SITEMAP));
      admission.flush();
      do {
        untilOver();
      } while (again != null && ending == null && again.admitUndiscovered());
      tasks.throwIfBroken();
      admitLate();
      unvisited.endRest(endedBy().ofRest());
      store.endedBy(endedBy());
      store.finish();
    } catch (Exception | Error e) {
      store.abandon(e);
      throw e;
    } finally {
      tasks.cancelAll();
      store.left();
      visitor.close();
      if (feed != null) {
        feed.abandon();
      }
      timers.forEach(TimerHandle::cancel);
    }
    return account.summary(startedAtNanos, earlierPages, endedBy());
  }

  /// What a crawl that is repeated does in another way; null for others.
  private @Nullable Recrawl repeated() {
    var lastRun = store.lastRun();
    if (lastRun == null) {
      return null;
    }
    var again = new Recrawl(lastRun, parts, admission, slices);
    visitor.repeats(again);
    sitemaps.repeats(again);
    return again;
  }

  private void untilOver() {
    boolean hasRoom = step();
    while (!isOver()) {
      if (isLate()) {
        admitLate();
        hasRoom = step();
      }
      wake.await(hasRoom ? frontier.nextAtNanos() : wire.rate.nextAtNanos());
      hasRoom = step();
    }
  }

  private void admitLate() {
    late.take().forEach(admission::admitAgain);
    admission.flush();
  }

  /// Starts no more fetches; those in flight may finish, for at most [#DRAIN_TIME]. May be called
  /// from any thread; further calls have no effect.
  public void requestStop() {
    stopRequested = true;
    callOnLoop(() -> end(EndedBy.STOPPED));
  }

  /// Ends the crawl at once; URLs in flight are left over. May be called from any thread.
  public void abort() {
    callOnLoop(() -> {
      end(EndedBy.ABORTED);
      ending = EndedBy.ABORTED;
      tasks.cancelAll();
    });
  }

  /// Returns the crawl's progress. On the loop's thread.
  ///
  /// @return a snapshot
  public CrawlProgress progress() {
    return account.progress();
  }

  private void callOnLoop(Runnable request) {
    try {
      loop.callSoonThreadsafe(request);
    } catch (IllegalStateException e) {
      // The loop is closed, so the crawl has ended and the request has no effect.
      if (!loop.isClosed()) {
        throw e;
      }
    }
  }

  private void end(EndedBy why) {
    if (ending == null) {
      ending = why;
      slices.hurry();
      store.ending();
      timers.add(loop.callLater(DRAIN_TIME, tasks::cancelAll));
      wake.signal();
    }
  }

  private boolean step() {
    if (stopRequested) {
      end(EndedBy.STOPPED); // requested before the loop could run anything else
    }
    if (feed != null && ending == null) {
      feed.passTo(admission, FEED_AHEAD - frontier.stats().waitingCount());
    }
    store.feeding(isFed());
    unvisited.endOfClosedHosts();
    return !store.isBehind() && dispatch();
  }

  /// Leases the URLs that may be requested now. URLs whose verdict needs no fetch are completed at
  /// once, which makes room for others.
  ///
  /// @return whether there is room for more, should a host become free
  private boolean dispatch() {
    try (var slice = slices.begin()) {
      for (int free = freeCount(); free > 0; free = freeCount()) {
        var leases = frontier.lease(free, loop.timeNanos());
        if (leases.isEmpty()) {
          return true;
        }
        for (var url : leases) {
          slice.pause();
          if (ending != null) {
            frontier.retry(url, loop.timeNanos()); // the crawl was ended in a pause
          } else {
            begin(url);
          }
        }
      }
    }
    return false;
  }

  /// Whether the crawl has ended. A crawl with nothing in flight, nothing to wait for and yet open
  /// URLs has lost them: it ends as well, and its ledger shows it.
  private boolean isOver() {
    if (totals.inFlightCount > 0) {
      return false;
    }
    if (ending != null) {
      return true;
    }
    return !mayGrow() && (recorder.ledger.openCount() == 0 || (late.count() == 0 && isExhausted()));
  }

  /// Whether the frontier returns no more URLs, however long the crawl waits. While the store is
  /// behind or no request may be sent, the frontier is not queried, and may have URLs that are
  /// ready.
  private boolean isExhausted() {
    return !store.isBehind()
        && Math.min(wire.rate.nextAtNanos(), frontier.nextAtNanos()) == Long.MAX_VALUE;
  }

  /// Whether all open URLs wait for a late attempt.
  private boolean isLate() {
    return late.count() > 0
        && ending == null
        && totals.inFlightCount == 0
        && !isFed()
        && isExhausted();
  }

  private boolean mayGrow() {
    return isFed() || store.mayGrow();
  }

  private boolean isFed() {
    return feed != null && feed.isOpen();
  }

  private int freeCount() {
    int freeCount = capacity.freeCount(loop.turnTimeNanos());
    var spent = capacity.spent();
    if (spent == EndedBy.PAGES && !mayGrow() && frontier.stats().waitingCount() == 0) {
      return 0; // the last page was within the budget
    }
    if (spent != null) {
      end(spent);
    }
    return ending == null ? freeCount : 0;
  }

  private void begin(CrawlUrl leased) {
    var url = tasks.leased(leased);
    try {
      judge(url);
    } catch (Exception | Error e) {
      if (!tasks.endsOnly(url, e)) {
        throw e;
      }
    }
  }

  /// Refuses a leased URL, or starts its visit.
  private void judge(CrawlUrl url) {
    var parsed = url.parsed();
    var host = politeness.hostOf(parsed);
    if (host.closedBecause != null) {
      visitUnless(host.closedBecause, url, host, parsed);
    } else if (host.rules == null && host.decidedOrder == url.order()) {
      host.decidedOrder = -1;
      visitUnless(host.decided, url, host, parsed);
    } else if (!host.knowsRobots(loop.timeNanos())) {
      tasks.start(url, host, () -> robots.open(host, url));
    } else {
      visitUnless(RobotsGate.forbidden(host.rules, parsed), url, host, parsed);
    }
  }

  private void visitUnless(@Nullable Verdict refused, CrawlUrl url, Host host, WebUrl parsed) {
    if (refused != null) {
      recorder.leased(url, refused);
      frontier.complete(url, false);
    } else {
      tasks.start(url, host, () -> visitor.visit(url, host, parsed));
    }
  }

  private EndedBy endedBy() {
    return ending == null ? EndedBy.DONE : ending;
  }
}
