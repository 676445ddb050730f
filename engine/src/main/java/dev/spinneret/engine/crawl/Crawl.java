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
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A crawl: from seeds to verdicts.
///
/// One task, the one that calls [#run()], leases URLs from the frontier and starts a task for each.
/// It sleeps until a URL comes back, a host's time comes, or someone asks it to stop: nothing
/// polls. The crawl ends when the ledger has no open URL; the ledger counts a URL before anyone can
/// see it, so the count cannot touch zero early.
///
/// ```
/// seed ─▶ Admission ─▶ Frontier ─▶ Crawl ─▶ RobotsGate, PageVisitor ─▶ VerdictRecorder
///             ▲                                    │
///             └──────────────── links ─────────────┘
/// ```
///
/// All of it runs on one loop; only [#requestStop()] and [#abort()] may be called from elsewhere.
public final class Crawl {
  /// How long a stop waits for what is in flight before it aborts.
  public static final Duration DRAIN_TIME = Duration.ofSeconds(10);

  private static final int FEED_AHEAD = 10_000;

  private final EventLoop loop;
  private final CrawlOptions options;
  private final CrawlStore store;
  private final CountedFetcher wire;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final Ledger ledger;
  private final Totals totals;
  private final WakeSignal wake;
  private final Politeness politeness;
  private final Admission admission;
  private final RobotsGate robots;
  private final Concurrency concurrency;
  private final PageVisitor visitor;
  private final UnvisitedUrls unvisited;
  private final VisitTasks tasks;
  private final Slices slices;
  private final LateRetries late;
  private final BodyMemory bodies;
  private final CrawlAccount account;
  private long startedAtNanos;
  private long earlierPages;
  private @Nullable TimerHandle drainTimer;
  private @Nullable SeedFeed feed;
  private @Nullable EndedBy ending;
  private volatile boolean stopRequested;

  /// Prepares a crawl.
  ///
  /// @param loop runs the crawl's tasks
  /// @param fetcher the network; the caller closes it
  /// @param options how to crawl
  /// @param sink takes finished URLs
  public Crawl(EventLoop loop, Fetcher fetcher, CrawlOptions options, Sink sink) {
    this(loop, fetcher, options, sink, new MemoryStore());
  }

  /// Prepares a crawl that is kept in a store.
  ///
  /// @param loop runs the crawl's tasks
  /// @param fetcher the network; the caller closes it
  /// @param options how to crawl
  /// @param sink takes finished URLs
  /// @param store keeps the crawl; the caller closes it
  public Crawl(EventLoop loop, Fetcher fetcher, CrawlOptions options, Sink sink, CrawlStore store) {
    this.loop = loop;
    this.options = options;
    this.store = store;
    wire = new CountedFetcher(fetcher, loop, options.pace().rates());
    wake = new WakeSignal(loop);
    frontier = store.begin(loop, options, wake::signal);
    var random = new SplittableRandom(options.run().randomSeed());
    recorder = new VerdictRecorder(store, sink, options.run().wallClock());
    ledger = recorder.ledger;
    totals = recorder.totals;
    slices = new Slices(loop, store);
    unvisited = new UnvisitedUrls(frontier, recorder, slices);
    politeness = new Politeness(options, frontier, store, sink);
    var parts = new CrawlParts(loop, wire, options, frontier, politeness, recorder);
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
    var sitemaps = new Sitemaps(options, admission, recorder.sitemaps);
    var resources = options.resources();
    bodies = new BodyMemory(resources.bodyBytes());
    var parsing =
        new Parsing(loop, resources.parserCount(), resources.parseTime(), resources.readLimits());
    robots = new RobotsGate(parts, sitemaps, parsing, bodies, random);
    concurrency = new Concurrency(options.pace().concurrency());
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

  /// Takes seeds from a feed, too: the crawl then ends only when the feed is closed. Call before
  /// [#run()].
  ///
  /// @param seeds the feed; the crawl is its only reader
  public void takeSeedsFrom(SeedFeed seeds) {
    feed = seeds;
    seeds.listen(() -> loop.callSoonThreadsafe(wake::signal));
  }

  /// Restricts which seeds may be at a loopback or private address; without a call, all may. Call
  /// before [#run()].
  ///
  /// @param privateAllowed judges a seed when the crawl takes it; called on the loop's thread
  public void guardSeeds(Predicate<WebUrl> privateAllowed) {
    admission.guardSeeds(privateAllowed);
  }

  /// Has errors of this program reported that cost a single URL, not the crawl. Call before
  /// [#run()].
  ///
  /// @param report gets the URL and what was thrown, on the loop's thread
  public void reportErrorsTo(BiConsumer<String, Throwable> report) {
    tasks.reportErrorsTo(report);
  }

  /// Crawls until nothing is left, a budget is spent, or it is stopped. Call once, in a task of the
  /// loop; suspends.
  ///
  /// @return the account
  public CrawlSummary run() {
    startedAtNanos = loop.timeNanos();
    var time = options.budget().time();
    var timer = time == null ? null : loop.callLater(time, () -> end(EndedBy.TIME));
    try {
      store.restore(
          new StateRestorer(
              options,
              admission,
              visitor,
              politeness,
              recorder,
              unvisited,
              loop::timeNanos,
              this::requestStop));
      earlierPages = totals.pageCount;
      politeness.restored().forEach(unvisited::close);
      options.seeds().urls().forEach(url -> admission.seed(url, CrawlUrl.Role.PAGE));
      options.seeds().sitemaps().forEach(url -> admission.seed(url, CrawlUrl.Role.SITEMAP));
      admission.flush();
      boolean hasRoom = step();
      while (!isOver()) {
        if (isLate()) {
          late.take().forEach(admission::admitAgain);
          admission.flush();
          hasRoom = step();
        }
        wake.await(hasRoom ? frontier.nextAtNanos() : wire.rate.nextAtNanos());
        hasRoom = step();
      }
      tasks.throwIfBroken();
      late.take().forEach(admission::admitAgain);
      admission.flush();
      unvisited.endRest(endedBy().ofRest());
      store.finish();
    } catch (Exception | Error e) {
      store.abandon(e);
      throw e;
    } finally {
      tasks.cancelAll();
      visitor.close();
      if (feed != null) {
        feed.abandon();
      }
      if (timer != null) {
        timer.cancel();
      }
      if (drainTimer != null) {
        drainTimer.cancel();
      }
    }
    return account.summary(startedAtNanos, earlierPages, endedBy());
  }

  /// Stops taking new URLs; what is in flight may end, for at most [#DRAIN_TIME]. Callable from any
  /// thread; more than one call does no harm.
  public void requestStop() {
    stopRequested = true;
    callOnLoop(() -> end(EndedBy.STOPPED));
  }

  /// Ends the crawl at once; what is in flight is left over. Callable from any thread.
  public void abort() {
    callOnLoop(() -> {
      ending = EndedBy.ABORTED;
      tasks.cancelAll();
      wake.signal();
    });
  }

  /// Where the crawl stands. On the loop's thread.
  ///
  /// @return a snapshot
  public CrawlProgress progress() {
    return new CrawlProgress(
        totals.pageCount,
        totals.contentCount,
        totals.bodyBytes,
        frontier.stats().waitingCount(),
        wire.count(),
        totals.failedCount,
        politeness.hostCount(),
        ledger.discoveredCount(),
        wire.all(),
        totals.retryCount,
        ledger.verdicts(),
        ledger.failures(),
        totals.statuses);
  }

  private void callOnLoop(Runnable request) {
    try {
      loop.callSoonThreadsafe(request);
    } catch (IllegalStateException e) {
      // The loop is closed, so the crawl is over, and the request came too late to mean anything.
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
      drainTimer = loop.callLater(DRAIN_TIME, tasks::cancelAll);
      wake.signal();
    }
  }

  private boolean step() {
    if (stopRequested) {
      end(EndedBy.STOPPED); // asked before the loop could run anything else
    }
    if (feed != null && ending == null) {
      takeSeeds(feed);
    }
    store.feeding(isFed());
    unvisited.endOfClosedHosts();
    return !store.isBehind() && dispatch();
  }

  /// Takes seeds while few URLs wait; who feeds faster has to wait, too.
  private void takeSeeds(SeedFeed seeds) {
    for (long room = FEED_AHEAD - frontier.stats().waitingCount(); room > 0; room--) {
      var seed = seeds.poll();
      if (seed == null) {
        break;
      }
      admission.seed(seed, CrawlUrl.Role.PAGE);
    }
    admission.flush();
  }

  /// Leases what may be asked now. URLs whose verdict needs no fetch come back at once, and make
  /// room for others.
  ///
  /// @return whether more could be asked if some host could be
  private boolean dispatch() {
    try (var slice = slices.begin()) {
      for (int free = freeCount(); free > 0; free = freeCount()) {
        var leases = frontier.lease(free, loop.timeNanos());
        if (leases.isEmpty()) {
          return true;
        }
        for (var url : leases) {
          if (slice.pause() && ending != null) {
            frontier.retry(url, loop.timeNanos()); // it came to its end meanwhile
          } else {
            begin(url);
          }
        }
      }
    }
    return false;
  }

  /// Whether the crawl is at its end. One that has nothing in flight, nothing to wait for and yet
  /// open URLs has lost them: it ends, too, and its ledger says so. While the store is behind or no
  /// request may be sent, nobody has asked the frontier, and it may have URLs that wait for
  /// nothing.
  private boolean isOver() {
    if (totals.inFlightCount > 0) {
      return false;
    }
    if (ending != null) {
      return true;
    }
    return !mayGrow()
        && (ledger.openCount() == 0
            || (late.count() == 0 && !store.isBehind() && nextAtNanos() == Long.MAX_VALUE));
  }

  /// When a URL may be asked again, as far as hosts and the rate decide that.
  private long nextAtNanos() {
    return Math.min(wire.rate.nextAtNanos(), frontier.nextAtNanos());
  }

  /// Whether nothing is left but what waits for a late attempt.
  private boolean isLate() {
    return late.count() > 0
        && ending == null
        && totals.inFlightCount == 0
        && !isFed()
        && !store.isBehind()
        && nextAtNanos() == Long.MAX_VALUE;
  }

  private boolean mayGrow() {
    return isFed() || store.mayGrow();
  }

  private boolean isFed() {
    return feed != null && feed.isOpen();
  }

  private int freeCount() {
    int permitted = wire.rate.free(loop.turnTimeNanos());
    var budget = options.budget();
    long pageCount = totals.contentCount + store.pagesElsewhere();
    if (pageCount >= budget.pages()) {
      if (!mayGrow() && frontier.stats().waitingCount() == 0) {
        return 0; // the last page was within the budget
      }
      end(EndedBy.PAGES);
    } else if (totals.bodyBytes + store.bytesElsewhere() >= budget.bytes()) {
      end(EndedBy.BYTES);
    }
    if (ending != null) {
      return 0;
    }
    // Any of those in flight may be a page with content, and none may be one too many.
    long pagesLeft = budget.pages() - pageCount - totals.inFlightCount;
    if (bodies.isTight() && totals.inFlightCount > 0) {
      return 0; // who ends gives memory back
    }
    int most = Math.min(concurrency.limit(), bodies.mostFetches()) - totals.inFlightCount;
    return (int) Math.min(pagesLeft, Math.min(most, permitted));
  }

  private void begin(CrawlUrl url) {
    ledger.leased(url);
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
      refuse(url, host.closedBecause);
    } else if (host.rules == null && host.decidedOrder == url.order()) {
      host.decidedOrder = -1;
      var decided = host.decided;
      if (decided != null) {
        refuse(url, decided);
      } else {
        tasks.start(url, host, () -> visitor.visit(url, host, parsed));
      }
    } else if (!host.knowsRobots(loop.timeNanos())) {
      tasks.start(url, host, () -> robots.open(host, url));
    } else {
      var rules = host.rules;
      var forbidden = rules == null ? null : Admission.forbidden(rules, parsed);
      if (forbidden != null) {
        refuse(url, forbidden);
      } else {
        tasks.start(url, host, () -> visitor.visit(url, host, parsed));
      }
    }
  }

  private void refuse(CrawlUrl url, Verdict verdict) {
    recorder.leased(url, verdict);
    frontier.complete(url, false);
  }

  private EndedBy endedBy() {
    return ending == null ? EndedBy.DONE : ending;
  }
}
