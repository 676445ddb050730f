package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.limit.Concurrency;
import dev.spinneret.engine.crawl.limit.PushBack;
import dev.spinneret.engine.crawl.limit.Sent;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.RetryRule;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.http.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Decides after a fetch whether its URL is requested again, and returns it to the frontier with
/// its wait.
///
/// A URL has a few attempts ([RetryRule]). A refusal, such as 429 or 503, may concern the host and
/// not the URL, so it does not count as an attempt, unless the URL was refused before and a later
/// request to the host was answered: then it concerns the URL. If all URLs of a host that may be
/// requested were refused, there is nothing to compare with, and [#FREE_REFUSALS] of each do not
/// count; after as many pauses as a single URL would get, the refusals concern the URLs. A host
/// that refuses everything for [#LONGEST_REFUSAL] is closed.
///
/// A status 500 gets one more attempt, and a fetch whose body came steadily but not to its end in
/// time none: a stream without end has none the next time, either.
///
/// A lack of local resources is the fault of neither the URL nor the host: the URL is requested
/// again with fewer fetches in flight, and the failure counts only when there cannot be fewer.
final class Retries {
  private static final int FREE_REFUSALS = 2;
  private static final int INTERNAL_SERVER_ERROR = 500;

  /// So many pages of a host are requested again after a 500, until one of them is answered.
  private static final int MOST_ERROR_RETRIES = 100;

  private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(10);

  /// A refused URL waits for its host's pause, and then at most this long, while others go first.
  private static final long LONGEST_WAIT_AFTER_PAUSE_NANOS = Duration.ofSeconds(8).toNanos();

  private final EventLoop loop;
  private final CrawlOptions options;
  private final Politeness politeness;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final Concurrency concurrency;
  private final LateRetries late;
  private final RandomGenerator random;

  Retries(CrawlParts parts, Concurrency concurrency, LateRetries late, RandomGenerator random) {
    loop = parts.loop();
    options = parts.options();
    politeness = parts.politeness();
    frontier = parts.frontier();
    recorder = parts.recorder();
    this.concurrency = concurrency;
    this.late = late;
    this.random = random;
  }

  /// Records a failure for the host, and decides about the URL.
  ///
  /// @return whether the URL now waits for another attempt
  boolean afterFailure(CrawlUrl url, Host host, Sent sent, FetchResult.Failed failed) {
    var cause = failed.cause();
    long nowNanos = loop.turnTimeNanos();
    if (cause == FailureCause.LOCAL_RESOURCES) {
      boolean counts = concurrency.isAtLeast();
      concurrency.lacked(sent.atNanos(), recorder.totals.inFlightCount, nowNanos);
      return again(url, counts);
    }
    politeness.failed(host, sent, cause, nowNanos);
    boolean dead = cause == FailureCause.CONNECT_REFUSED && !host.everAnswered;
    boolean endless = cause == FailureCause.TOTAL_TIMEOUT && failed.timings().bodyNanos() > 0;
    if (!RetryRule.isTransient(cause) || dead || endless) {
      return false;
    }
    boolean counts = !isOutage(host, cause);
    // A host that answers nothing is tried with one URL after the other, so that none of them uses
    // up its attempts alone.
    return host.limit.pushBack().barrenCount() > 0
        ? againLast(url, counts, url.attempts() + 1, 0)
        : again(url, counts);
  }

  /// Whether a failure says nothing about the page: a host that has answered before, such as one
  /// whose server is being restarted, accepts no connection, or the proxy does not. The number of
  /// failures after which the host is given up bounds it.
  private boolean isOutage(Host host, FailureCause cause) {
    return switch (cause) {
      case CONNECT_REFUSED, CONNECT_TIMEOUT, CONNECT_FAILED, PROXY_FAILED ->
          host.everAnswered && options.retry().attemptCount() > 1;
      // Not exhaustive: after all others, the host was connected to, or its name is the problem.
      default -> false;
    };
  }

  /// Records a reply for the host, and decides about the URL.
  ///
  /// @return whether the URL now waits for another attempt
  boolean afterReply(CrawlUrl url, Host host, Sent sent, Reply reply, FetchTimings timings) {
    concurrency.fetched();
    if (reply.isRefusal()) {
      return afterRefusal(url, host, sent, reply);
    }
    politeness.replied(host, sent, reply, timings, loop.turnTimeNanos());
    if (reply.status() == INTERNAL_SERVER_ERROR) {
      boolean retried = mayPass(url, host) && again(url, true);
      host.errorRetryCount += retried ? 1 : 0;
      return retried;
    }
    if (url.attempts() > 0 && HttpStatus.isSuccess(reply.status())) {
      host.errorRetryCount = 0;
    }
    return RetryRule.isTransient(reply.status()) && again(url, true);
  }

  /// Whether a page that answers 500 may answer otherwise next time. Many such pages always fail:
  /// so each has one more attempt, and none if that has not helped many others of its host.
  private static boolean mayPass(CrawlUrl url, Host host) {
    return url.attempts() == 0 && host.errorRetryCount < MOST_ERROR_RETRIES;
  }

  /// How often a URL that gets its verdict now was requested, including the last time.
  int requestCount(CrawlUrl url, Host host) {
    return url.attempts() + 1 + host.refusals.remove(url);
  }

  private boolean afterRefusal(CrawlUrl url, Host host, Sent sent, Reply reply) {
    long nowNanos = loop.turnTimeNanos();
    long askedNanos = retryAfterNanos(reply, options.run().wallClock());
    if (askedNanos > options.retry().maxRetryAfter().toNanos()) {
      politeness.refusedForLong(host, sent, reply, askedNanos, nowNanos);
      return false;
    }
    long refusedAtNanos = host.refusals.firstAtNanos(url);
    boolean nothingElse = frontier.askableCount(host.name) <= host.refusals.size();
    boolean theUrl = nothingElse && isPatienceOver(host, reply, askedNanos);
    if (theUrl) {
      politeness.answered(host, reply);
    } else {
      theUrl = politeness.refused(host, sent, reply, askedNanos, refusedAtNanos, nowNanos);
    }
    if (host.closedBecause != null || options.retry().attemptCount() == 1) {
      return false;
    }
    var refusal = host.refusals.add(url, nowNanos);
    boolean counts = theUrl || (nothingElse && refusal.count > FREE_REFUSALS);
    if (!theUrl && host.limit.pushBack().barren(nowNanos).compareTo(LONGEST_REFUSAL) >= 0) {
      host.closedBecause =
          new Verdict.LeftOver(
              "the host refused everything for %d minutes, last with status %d"
                  .formatted(LONGEST_REFUSAL.toMinutes(), reply.status()));
      return false;
    }
    long pauseNanos = host.limit.pushBack().pauseLeftNanos(nowNanos);
    boolean again = againLast(url, counts, refusal.count, Math.max(pauseNanos, askedNanos));
    refusal.freeCount += again && !counts ? 1 : 0;
    return again;
  }

  /// Whether a host that answers only with 503 had as many pauses as a URL has attempts.
  private boolean isPatienceOver(Host host, Reply reply, long askedNanos) {
    return PushBack.mayBeThePage(reply.status(), askedNanos)
        && host.limit.pushBack().barrenCount() >= FREE_REFUSALS + options.retry().attemptCount();
  }

  private boolean again(CrawlUrl url, boolean counts) {
    if (counts && isLastAttempt(url)) {
      return againLate(url);
    }
    long waitNanos = options.retry().backOffNanos(url.attempts() + 1, random);
    frontier.retry(scheduled(url, counts), loop.timeNanos() + waitNanos);
    return true;
  }

  /// Returns a URL that was refused. The others of its host go first: one of them shows whether the
  /// host refuses everything, and pages that always refuse do not keep them waiting.
  private boolean againLast(CrawlUrl url, boolean counts, int refusedCount, long pauseNanos) {
    if (counts && isLastAttempt(url)) {
      return againLate(url);
    }
    long waitNanos = options.retry().backOffNanos(refusedCount, random);
    if (pauseNanos > 0) {
      waitNanos = pauseNanos + Math.min(LONGEST_WAIT_AFTER_PAUSE_NANOS, waitNanos);
    }
    frontier.retryLast(scheduled(url, counts), loop.timeNanos() + waitNanos);
    return true;
  }

  private boolean isLastAttempt(CrawlUrl url) {
    return url.attempts() + 1 >= options.retry().attemptCount();
  }

  private CrawlUrl scheduled(CrawlUrl url, boolean counts) {
    var next = counts ? url.afterAttempt() : url;
    recorder.retryScheduled(url, next);
    return next;
  }

  /// Lets a URL whose attempts are used up wait for a late one, if there is one.
  private boolean againLate(CrawlUrl url) {
    if (!late.admits(url)) {
      return false;
    }
    var next = url.afterAttempt();
    recorder.retryScheduled(url, next);
    frontier.complete(url, true);
    late.add(next);
    return true;
  }

  /// How long a host that refuses wants no requests.
  ///
  /// @param wallClock what dates are compared with
  /// @return nanoseconds from now; -1 if it does not refuse, or gives no time
  static long retryAfterNanos(Reply reply, InstantSource wallClock) {
    var value = reply.isRefusal() ? reply.headers().first("Retry-After") : null;
    var pause = value == null ? null : RetryAfter.parse(value, wallClock.instant());
    return pause == null ? -1 : pause.toNanos();
  }
}
