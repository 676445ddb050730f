package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TimerHandle;
import dev.spinneret.parse.html.ParserDifferenceException;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
/// seed ─▶ Admission ─▶ Frontier ─▶ Crawl ─▶ RobotsGate, PageVisitor ─▶ VerdictRecorder ─▶ Ledger, Sink
///             ▲                                    │
///             └──────────────── links ─────────────┘
/// ```
///
/// All of it runs on one loop; only [#requestStop()] and [#abort()] may be called from elsewhere.
public final class Crawl {
  private static final int HOSTS_TOLD = 5;
  private static final int FEED_AHEAD = 10_000;

  private final EventLoop loop;
  private final CrawlOptions options;
  private final CrawlStore store;
  private final CountedFetcher wire;
  private final Frontier frontier;
  private final Ledger ledger = new Ledger();
  private final Totals totals = new Totals();
  private final WakeSignal wake;
  private final SeedAccount seeds = new SeedAccount();
  private final SitemapAccount sitemapAccount = new SitemapAccount();
  private final VerdictRecorder recorder;
  private final Politeness politeness;
  private final Admission admission;
  private final RobotsGate robots;
  private final Concurrency concurrency;
  private final PageVisitor visitor;
  private final UnvisitedUrls unvisited;
  private final Slices slices;
  private final BodyMemory bodies;
  private final Set<Task<?>> tasks = new HashSet<>();
  private long startedAtNanos;
  private long earlierPages;
  private @Nullable TimerHandle drainTimer;
  private @Nullable SeedFeed feed;
  private @Nullable EndedBy ending;
  private @Nullable Throwable broken;
  private @Nullable Throwable sinkFailure;
  private BiConsumer<String, Throwable> errors = (_, _) -> {};
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
    wire = new CountedFetcher(fetcher);
    wake = new WakeSignal(loop);
    frontier = store.begin(loop, options, wake::signal);
    var random = new SplittableRandom(options.randomSeed());
    recorder =
        new VerdictRecorder(
            ledger,
            new EndingSink(sink, this::sinkFailed),
            totals,
            store,
            seeds,
            sitemapAccount,
            options.wallClock());
    slices = new Slices(loop, store);
    unvisited = new UnvisitedUrls(frontier, ledger, recorder, store, slices);
    politeness = new Politeness(options, frontier, store, sink);
    admission = new Admission(options, politeness, frontier, ledger, recorder, totals, store);
    var redirects =
        new Redirects(options, admission, frontier, ledger, store, seeds, loop::timeNanos);
    var sitemaps = new Sitemaps(options, admission, sitemapAccount);
    var resources = options.resources();
    bodies = new BodyMemory(resources.bodyBytes());
    var parsing =
        new Parsing(loop, options.parserCount(), resources.parseTime(), resources.readLimits());
    robots =
        new RobotsGate(
            loop,
            wire,
            options,
            politeness,
            sitemaps,
            frontier,
            totals,
            store,
            parsing,
            bodies,
            random);
    concurrency = new Concurrency(options.concurrency());
    var retries =
        new Retries(
            loop, options, politeness, frontier, ledger, recorder, totals, concurrency, random);
    visitor =
        new PageVisitor(
            loop,
            wire,
            options,
            politeness,
            frontier,
            admission,
            redirects,
            sitemaps,
            retries,
            recorder,
            totals,
            slices,
            parsing,
            bodies);
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
    errors = report;
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
              options, admission, visitor, politeness, ledger, totals, loop.timeNanos()));
      earlierPages = totals.pageCount;
      politeness.restored().forEach(unvisited::close);
      options.seeds().forEach(url -> admission.seed(url, CrawlUrl.Role.PAGE));
      options.sitemaps().forEach(url -> admission.seed(url, CrawlUrl.Role.SITEMAP));
      admission.flush();
      boolean hasRoom = step();
      while (!isOver()) {
        wake.await(hasRoom ? frontier.nextAtNanos() : Long.MAX_VALUE);
        hasRoom = step();
      }
      throwIfBroken();
      unvisited.endRest(endedBy().ofRest());
      store.finish();
    } catch (Exception | Error e) {
      store.abandon(e);
      throw e;
    } finally {
      cancelTasks();
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
    return summary();
  }

  /// Stops taking new URLs; what is in flight may end, for at most [CrawlOptions#drainTime()].
  /// Callable from any thread; more than one call does no harm.
  public void requestStop() {
    stopRequested = true;
    callOnLoop(() -> end(EndedBy.STOPPED));
  }

  /// Ends the crawl at once; what is in flight is left over. Callable from any thread.
  public void abort() {
    callOnLoop(() -> {
      ending = EndedBy.ABORTED;
      cancelTasks();
      wake.signal();
    });
  }

  /// Where the crawl stands. On the loop's thread.
  ///
  /// @return a snapshot
  public CrawlProgress progress() {
    return new CrawlProgress(
        totals.pageCount,
        totals.bodyBytes,
        frontier.stats().waitingCount(),
        wire.count(),
        totals.failedCount,
        politeness.hostCount(),
        ledger.discoveredCount());
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
      drainTimer = loop.callLater(options.drainTime(), this::cancelTasks);
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
  /// open URLs has lost them: it ends, too, and its ledger says so. While the store is behind,
  /// nobody has asked the frontier, and it may have URLs that wait for nothing.
  private boolean isOver() {
    if (totals.inFlightCount > 0) {
      return false;
    }
    if (ending != null) {
      return true;
    }
    return !mayGrow()
        && (ledger.openCount() == 0
            || (!store.isBehind() && frontier.nextAtNanos() == Long.MAX_VALUE));
  }

  private boolean mayGrow() {
    return feed != null && feed.isOpen();
  }

  private int freeCount() {
    var budget = options.budget();
    if (totals.contentCount >= budget.pages()) {
      if (!mayGrow() && frontier.stats().waitingCount() == 0) {
        return 0; // the last page was within the budget
      }
      end(EndedBy.PAGES);
    } else if (totals.bodyBytes >= budget.bytes()) {
      end(EndedBy.BYTES);
    }
    if (ending != null) {
      return 0;
    }
    // Any of those in flight may be a page with content, and none may be one too many.
    long pagesLeft = budget.pages() - totals.contentCount - totals.inFlightCount;
    if (bodies.isTight() && totals.inFlightCount > 0) {
      return 0; // who ends gives memory back
    }
    int most = Math.min(concurrency.limit(), bodies.mostFetches());
    return (int) Math.min(pagesLeft, most - totals.inFlightCount);
  }

  private void begin(CrawlUrl url) {
    ledger.leased(url);
    try {
      judge(url);
    } catch (Exception | Error e) {
      if (!endsOnly(url, e)) {
        throw e;
      }
    }
  }

  /// Refuses a leased URL, or starts its visit.
  private void judge(CrawlUrl url) {
    var parsed = VerdictRecorder.parsed(url);
    var host = politeness.hostOf(parsed);
    if (host.closedBecause != null) {
      refuse(url, host.closedBecause);
    } else if (host.rules == null && host.decidedOrder == url.order()) {
      host.decidedOrder = -1;
      var decided = host.decided;
      if (decided != null) {
        refuse(url, decided);
      } else {
        start(url, host, () -> visitor.visit(url, host, parsed));
      }
    } else if (!host.knowsRobots(loop.timeNanos())) {
      start(url, host, () -> robots.open(host, url));
    } else {
      var rules = host.rules;
      var forbidden = rules == null ? null : Admission.forbidden(rules, parsed);
      if (forbidden != null) {
        refuse(url, forbidden);
      } else {
        start(url, host, () -> visitor.visit(url, host, parsed));
      }
    }
  }

  private void refuse(CrawlUrl url, Verdict verdict) {
    recorder.leased(url, verdict);
    frontier.complete(url, false);
  }

  /// Starts a task for a leased URL. However it ends, the URL is accounted for and the crawl goes
  /// on.
  private void start(CrawlUrl url, Host host, Runnable body) {
    totals.inFlightCount++;
    var task =
        loop.createTask(
            url.href(),
            () -> {
              run(url, body);
              return url;
            });
    tasks.add(task);
    task.addDoneCallback(done -> {
      tasks.remove(task);
      totals.inFlightCount--;
      settle(url, host, done.isCancelled() ? null : done.exception());
      wake.signal();
    });
  }

  /// Runs a visit. What it throws is its URL's failure and no other's; only an output that fails, a
  /// page that the two parsers read differently, and a JVM at its end stop the crawl.
  private void run(CrawlUrl url, Runnable body) {
    try {
      body.run();
    } catch (Cancelled e) {
      throw e; // only a fetch or a parse can be cancelled, and before them nothing was told
    } catch (Exception | Error e) {
      if (!endsOnly(url, e)) {
        throw e;
      }
    }
  }

  /// Gives a URL whose visit has thrown its verdict.
  ///
  /// @return false when it is more than that URL's failure: nothing is committed any more
  private boolean endsOnly(CrawlUrl url, Throwable thrown) {
    if (isFatal(thrown) || !ledger.isLeased(url)) {
      store.abandon(thrown);
      return false;
    }
    internalError(url, thrown);
    return true;
  }

  private boolean isFatal(Throwable thrown) {
    return sinkFailure != null
        || thrown instanceof ParserDifferenceException
        || (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError));
  }

  /// Ends a URL whose visit has thrown. What the visit had told by then is whole: links are let in
  /// one by one, and record, ledger and store change together, after them.
  private void internalError(CrawlUrl url, Throwable thrown) {
    errors.accept(url.href(), thrown);
    admission.flush();
    var verdict = new Verdict.Failed(FailureCause.INTERNAL_ERROR, thrown.toString());
    recorder.asked(url, recorder.failure(url, verdict, FetchTimings.NONE, url.attempts() + 1));
    frontier.complete(url, true);
  }

  private void sinkFailed(Throwable thrown) {
    sinkFailure = thrown;
  }

  /// Brings a URL to rest after its task: one that used its turn for robots.txt, or was cancelled,
  /// goes back to the frontier.
  private void settle(CrawlUrl url, Host host, @Nullable Throwable failure) {
    if (failure != null && broken == null) {
      broken = failure;
      end(EndedBy.ABORTED);
    }
    if (ledger.isLeased(url)) {
      ledger.returned(url);
      frontier.retry(url, loop.timeNanos());
    }
    if (host.closedBecause != null) {
      unvisited.close(host);
    }
  }

  private void cancelTasks() {
    List.copyOf(tasks).forEach(Task::cancel);
  }

  private void throwIfBroken() {
    switch (broken) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a task of the crawl failed", e);
    }
  }

  private CrawlSummary summary() {
    var faults = ledger.faults();
    return new CrawlSummary(
        totals.pageCount,
        totals.bodyBytes,
        Duration.ofNanos(loop.timeNanos() - startedAtNanos),
        ledger.discoveredCount(),
        ledger.verdicts(),
        ledger.failures(),
        totals.statuses,
        totals.repeatCount,
        totals.retryCount,
        totals.robotsFetchCount,
        totals.parsedCount,
        totals.parsedWithoutTreeCount,
        politeness.hostCount(),
        wire.peak(),
        totals.deepest,
        admission.seenBytes(),
        faults.isEmpty(),
        faults,
        endedBy(),
        totals.path.leastTime(politeness.paces(HOSTS_TOLD)),
        totals.contentCount,
        earlierPages,
        wire.all(),
        new CrawlNotes(
            seeds.failures(), sitemapAccount.failures(), sitemapAccount.unused(), totals.traps));
  }

  private EndedBy endedBy() {
    return ending == null ? EndedBy.DONE : ending;
  }
}
