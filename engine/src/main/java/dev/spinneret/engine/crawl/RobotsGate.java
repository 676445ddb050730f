package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.RetryRule;
import dev.spinneret.engine.crawl.parsing.Parsing;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchMethod;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.http.BlockedPorts;
import dev.spinneret.parse.robots.RobotsAvailability;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Fetches robots.txt, once for each origin and again when it has expired, and opens or closes the
/// host (RFC 9309).
///
/// The frontier leases one URL of a new host. Its turn is used for robots.txt; then the URL returns
/// to the front of its queue, and the host has its pace. So a host whose robots.txt is slow
/// occupies one slot, not many. If fetching robots.txt fails, it is retried like any URL; if that
/// does not help, a server error forbids everything, and a host that does not answer at all is
/// closed. So is one whose answer is cut off each time: it is unreachable (RFC 9309 §2.3.1.4),
/// since rules that did not arrive may forbid what those that did allow.
final class RobotsGate {
  private static final byte[] NO_RULES = {};

  private static final Verdict.Failed CUT =
      new Verdict.Failed(FailureCause.CLOSED_EARLY, "robots.txt: its end is missing");

  /// A host that is busy or breaks off gets more attempts, at growing intervals: there is nothing
  /// else to request from it.
  private static final int FREE_ATTEMPTS = 2;

  /// Further attempts, for failures caused by a lack of local resources.
  private static final int FREE_LACKS = 5;

  private static final Duration UNREACHABLE_TTL = Duration.ofHours(1);

  private final EventLoop loop;
  private final Fetcher fetcher;
  private final CrawlOptions options;
  private final Politeness politeness;
  private final Sitemaps sitemaps;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final Parsing parsing;
  private final BodyMemory bodies;
  private final RandomGenerator random;

  RobotsGate(
      CrawlParts parts,
      Sitemaps sitemaps,
      Parsing parsing,
      BodyMemory bodies,
      RandomGenerator random) {
    loop = parts.loop();
    fetcher = parts.fetcher();
    options = parts.options();
    politeness = parts.politeness();
    frontier = parts.frontier();
    recorder = parts.recorder();
    this.sitemaps = sitemaps;
    this.parsing = parsing;
    this.bodies = bodies;
    this.random = random;
  }

  /// Uses a URL's turn to fetch its host's robots.txt. Suspends. Afterwards the host has rules, or
  /// is closed, or is delayed until the next attempt.
  void open(Host host, CrawlUrl because) {
    host.robotsPending = true;
    try (var memory = bodies.share(host.memory)) {
      var origin = Objects.requireNonNull(WebUrl.parse(host.name + "/robots.txt", null), host.name);
      boolean privateAllowed = ask(host, origin, because, memory);
      var rules = host.rules;
      if (rules != null) {
        sitemaps.ofHost(host, rules.sitemaps(), because, privateAllowed);
      }
    } finally {
      host.robotsPending = false;
    }
  }

  /// Sends the request, and follows redirects.
  ///
  /// @return whether URLs in the reply may be at private addresses
  private boolean ask(Host host, WebUrl first, CrawlUrl because, BodyMemory.Share memory) {
    var url = first;
    boolean privateAllowed = because.privateAllowed() && !host.isPublic;
    long spentNanos = 0;
    for (int hopCount = 0; ; hopCount++) {
      recorder.totals.robotsFetchCount++;
      var result =
          fetcher.fetch(
              new FetchRequest(FetchMethod.GET, url, null, privateAllowed, 0, memory, null));
      spentNanos += result.timings().totalNanos();
      recorder.totals.path.worked(result.timings().totalNanos());
      if (hopCount == 0) {
        host.requested(spentNanos); // a redirect target has no turn of its own
      }
      host.robotsLineage =
          recorder.totals.path.fetched(because.lineage(), null, first.href(), spentNanos);
      switch (result) {
        case FetchResult.Failed(var cause, var detail, _) -> {
          failed(host, new Verdict.Failed(cause, "robots.txt: " + detail));
          return false;
        }
        case FetchResult.Fetched(var reply, _) -> {
          politeness.answered(host, reply);
          if (hopCount == 0) {
            host.answeredFrom(reply.remote());
          }
          privateAllowed &= reply.mayNamePrivate();
          var meaning = RobotsAvailability.ofStatus(reply.status(), hopCount);
          var next = meaning == RobotsAvailability.FOLLOW ? reply.headers().location(url) : null;
          if (meaning == RobotsAvailability.PARSE && isCut(reply)) {
            failed(host, CUT);
            return false;
          }
          if (next == null || isBlocked(next, url)) {
            answered(host, because, meaning, reply);
            return privateAllowed;
          }
          url = next;
        }
      }
    }
  }

  /// Whether the end of the coded data is missing, and not because it was long.
  private boolean isCut(Reply reply) {
    int mostBytes = Math.min(RobotsRules.LIMIT_BYTES, options.resources().maxBodyBytes());
    return reply.truncated()
        && reply.body().length < mostBytes
        && reply.headers().first("Content-Encoding") != null;
  }

  private static boolean isBlocked(WebUrl target, WebUrl from) {
    return BlockedPorts.holds(target.port()) && !target.origin().equals(from.origin());
  }

  private void answered(Host host, CrawlUrl because, RobotsAvailability meaning, Reply reply) {
    switch (meaning) {
      case PARSE -> open(host, because, RobotsRules.readPart(reply.body()));
      case FOLLOW, ALLOW_ALL -> {
        // 408 and 425 concern the request (RFC 9110 §15.5.9, RFC 8470 §5.2), not the file, and a
        // refusal the number of requests.
        boolean mayPass = RetryRule.isTransient(reply.status()) || reply.isRefusal();
        long askedNanos = Retries.retryAfterNanos(reply, options.run().wallClock());
        if (!mayPass || !again(host, askedNanos, options.retry().attemptCount())) {
          open(host, because, NO_RULES);
        }
      }
      case DENY_ALL -> {
        int most = options.retry().attemptCount();
        most += reply.isRefusal() ? FREE_ATTEMPTS : 0;
        if (!again(host, Retries.retryAfterNanos(reply, options.run().wallClock()), most)) {
          long untilNanos = loop.timeNanos() + UNREACHABLE_TTL.toNanos();
          politeness.open(host, RobotsRules.denyAll(), untilNanos);
        }
      }
    }
  }

  private void open(Host host, CrawlUrl because, byte[] body) {
    var rules =
        parsing.aside(
            host.cost, body.length, () -> RobotsRules.parse(body, options.robots().productToken()));
    host.robotsFailureCount = 0;
    recorder.robotsFetched(host, body);
    host.decidedOrder = because.order();
    host.decided = forbidden(rules, because.parsed());
    politeness.open(host, rules, loop.timeNanos() + options.robots().ttl().toNanos());
    if (host.intervalNanos() > 0) {
      frontier.delay(host.name, loop.timeNanos() + host.intervalNanos());
    }
  }

  private void failed(Host host, Verdict.Failed verdict) {
    var cause = verdict.cause();
    int most = options.retry().attemptCount();
    if (cause.isOurs()) {
      most += FREE_LACKS;
    } else {
      most += isBrokenOff(cause) ? FREE_ATTEMPTS : 0;
      host.failed(loop.timeNanos(), loop.timeNanos());
    }
    boolean refused = cause == FailureCause.CONNECT_REFUSED && !host.everAnswered;
    if (refused || !RetryRule.isTransient(cause) || !again(host, -1, most)) {
      host.closedBecause = verdict;
    }
  }

  private static boolean isBrokenOff(FailureCause cause) {
    return cause == FailureCause.CLOSED_EARLY || cause == FailureCause.RESET;
  }

  /// Delays the host until the next attempt; false if there are no more.
  private boolean again(Host host, long retryAfterNanos, int attemptCount) {
    boolean once = options.retry().attemptCount() == 1;
    if (++host.robotsFailureCount >= attemptCount || once) {
      return false;
    }
    recorder.totals.retryCount++;
    long waitNanos = options.retry().backOffNanos(host.robotsFailureCount, random);
    if (retryAfterNanos > options.retry().maxRetryAfter().toNanos()) {
      return false;
    }
    politeness.delay(host, Math.max(waitNanos, retryAfterNanos), loop.timeNanos());
    return true;
  }

  /// What robots.txt says about a URL.
  ///
  /// @param rules null while they are not known
  /// @return null if it may be fetched
  static Verdict.@Nullable RobotsForbidden forbidden(@Nullable RobotsRules rules, WebUrl url) {
    if (rules == null) {
      return null;
    }
    var decision = rules.decide(url);
    return decision.allowed() ? null : new Verdict.RobotsForbidden(decision.line());
  }
}
