package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.limit.RequestRate;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.parse.html.ParserDifferenceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The tasks of a crawl, one for each leased URL that is not refused at once. However a task ends,
/// its URL gets a verdict or returns to the frontier.
final class VisitTasks {
  private final EventLoop loop;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final RequestRate rate;
  private final CrawlStore store;
  private final Admission admission;
  private final UnvisitedUrls unvisited;
  private final Runnable whenDone;
  private final Runnable whenBroken;
  private final Set<Task<?>> tasks = new HashSet<>();
  private @Nullable Throwable broken;
  private BiConsumer<String, Throwable> errors = (_, _) -> {};

  /// @param rate of requests, of which each task sends one or more
  /// @param whenDone called after each task
  /// @param whenBroken called when the crawl cannot go on
  VisitTasks(
      CrawlParts parts,
      RequestRate rate,
      CrawlStore store,
      Admission admission,
      UnvisitedUrls unvisited,
      Runnable whenDone,
      Runnable whenBroken) {
    loop = parts.loop();
    frontier = parts.frontier();
    recorder = parts.recorder();
    this.rate = rate;
    this.store = store;
    this.admission = admission;
    this.unvisited = unvisited;
    this.whenDone = whenDone;
    this.whenBroken = whenBroken;
  }

  /// Sets where errors of this program are reported that affect a single URL.
  void reportErrorsTo(BiConsumer<String, Throwable> report) {
    errors = report;
  }

  /// Takes a URL that was leased.
  ///
  /// @return the URL as it was found on the shortest way
  CrawlUrl leased(CrawlUrl leased) {
    var url = admission.shorter.shortest(leased);
    if (url.depth() != leased.depth()) {
      frontier.moved(leased, url);
      store.moved(url);
    }
    recorder.ledger.leased(url);
    return url;
  }

  /// Starts a task for a leased URL. However it ends, the URL is accounted for and the crawl
  /// continues.
  void start(CrawlUrl url, Host host, Runnable body) {
    recorder.totals.inFlightCount++;
    var task =
        loop.createTask(
            url.href(),
            () -> {
              run(url, body);
              return url;
            });
    tasks.add(task);
    rate.start(task);
    task.addDoneCallback(done -> {
      tasks.remove(task);
      rate.end(task);
      recorder.totals.inFlightCount--;
      settle(url, host, done.isCancelled() ? null : done.exception());
      whenDone.run();
    });
  }

  /// Runs a visit. What it throws is the failure of its URL alone; only an output that fails, a
  /// page that the two parsers read differently, and an error of the JVM stop the crawl.
  private void run(CrawlUrl url, Runnable body) {
    try {
      body.run();
    } catch (Cancelled e) {
      throw e; // only a fetch or a parse can be cancelled, and nothing was reported before them
    } catch (Exception | Error e) {
      if (!endsOnly(url, e)) {
        throw e;
      }
    }
  }

  /// Ends a URL whose visit has thrown.
  ///
  /// @return false if it is more than that URL's failure: nothing is committed any more
  boolean endsOnly(CrawlUrl url, Throwable thrown) {
    if (isFatal(thrown) || !recorder.ledger.isLeased(url)) {
      store.abandon(thrown);
      return false;
    }
    internalError(url, thrown);
    return true;
  }

  private boolean isFatal(Throwable thrown) {
    return recorder.hasLostRecord()
        || thrown instanceof ParserDifferenceException
        || (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError));
  }

  /// Records the failure of a URL whose visit has thrown. What the visit reported by then is
  /// complete: links are admitted one by one, and record, ledger and store change together, after
  /// them.
  private void internalError(CrawlUrl url, Throwable thrown) {
    errors.accept(url.href(), thrown);
    admission.flush();
    var verdict = new Verdict.Failed(FailureCause.INTERNAL_ERROR, thrown.toString());
    recorder.requested(url, recorder.failure(url, verdict, FetchTimings.NONE, url.attempts() + 1));
    frontier.complete(url, true);
  }

  /// Returns a URL to the frontier if its task used the turn for robots.txt or was cancelled.
  private void settle(CrawlUrl url, Host host, @Nullable Throwable failure) {
    if (failure != null && broken == null) {
      broken = failure;
      whenBroken.run();
    }
    if (recorder.ledger.isLeased(url)) {
      recorder.ledger.returned(url);
      frontier.retry(url, loop.timeNanos());
    }
    if (host.closedBecause != null) {
      unvisited.close(host);
    }
  }

  /// Cancels all of them.
  void cancelAll() {
    List.copyOf(tasks).forEach(Task::cancel);
  }

  /// Throws what ended a task, if it was more than its URL's failure.
  void throwIfBroken() {
    switch (broken) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a task of the crawl failed", e);
    }
  }
}
