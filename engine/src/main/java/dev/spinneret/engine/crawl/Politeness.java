package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.estimate.HostPace;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.limit.AddressLimit;
import dev.spinneret.engine.crawl.limit.HostLimit;
import dev.spinneret.engine.crawl.limit.PushBack;
import dev.spinneret.engine.crawl.limit.Sent;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.PaceOptions;
import dev.spinneret.engine.crawl.options.RetryRule;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.LimitChange;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides how each host may be requested: turns what hosts demand and how they answer into limits
/// of the frontier.
///
/// A host starts with one lease, which fetches its robots.txt; then it gets its pace: a delay, if
/// robots.txt or the user demands one, the interval of its rate limit, and a limit on requests in
/// flight, fixed or adaptive ([HostLimit]). On loopback, the limit may grow to the whole
/// concurrency. Hosts that share an address also share a limit. Only replies to pages change
/// limits: robots.txt, sitemaps and small files are often served by other means, and their latency
/// says nothing about pages.
final class Politeness {
  private static final int HOSTS_NAMED = 10;

  /// After so many pages in a row that are refused for longer than a crawl waits, the host is
  /// closed.
  private static final int MOST_LONG_REFUSALS = 3;

  private final CrawlOptions options;
  private final Frontier frontier;
  private final CrawlStore store;
  private final RulesCache rulesCache;

  private final Sink sink;
  private final Map<String, Host> hosts = new HashMap<>();
  private final Map<InetAddress, AddressLimit> addresses = new HashMap<>();

  Politeness(CrawlOptions options, Frontier frontier, CrawlStore store, Sink sink) {
    this.options = options;
    this.frontier = frontier;
    this.store = store;
    this.sink = sink;
    this.rulesCache = new RulesCache(options.resources().robotsBytes());
  }

  /// The host queue of a URL, created if it is new.
  Host hostOf(WebUrl url) {
    var origin = url.origin();
    var host = hosts.get(origin);
    if (host == null) {
      boolean loopback = HostAddress.isLoopback(url.host());
      host =
          new Host(origin, loopback, limitOf(loopback), options.pace().rates().hostIntervalNanos());
      hosts.put(origin, host);
      if (!options.robots().obeyed()) {
        open(host, RobotsRules.allowAll(), Long.MAX_VALUE);
      }
    }
    return host;
  }

  private HostLimit limitOf(boolean loopback) {
    if (options.pace().perHost() > 0) {
      return HostLimit.fixed(options.pace().perHost());
    }
    int most = loopback ? options.pace().concurrency() : PaceOptions.MAX_PER_HOST;
    return HostLimit.adaptive(most, loopback);
  }

  int hostCount() {
    return hosts.size();
  }

  /// The hosts that were slowed down most.
  List<HostPace> paces(int atMost) {
    return hosts.values().stream()
        .map(Host::pace)
        .sorted((a, b) -> b.heldBack().compareTo(a.heldBack()))
        .limit(atMost)
        .toList();
  }

  /// Sets the rules and the pace of a host.
  void open(Host host, RobotsRules rules, long untilNanos) {
    rulesCache.put(host, rules);
    host.rulesUntilNanos = untilNanos;
    host.delayNanos = delayOf(host, rules.crawlDelay());
    var own = options.pace().delay();
    host.delayFromRobots = host.delayNanos > (own == null ? 0 : own.toNanos());
    pace(host);
  }

  /// Records a request for a page.
  Sent send(Host host, long nowNanos) {
    host.inFlightCount++;
    var pushBack = host.limit.pushBack();
    pushBack.sent(nowNanos);
    if (pushBack.paceNanos() > 0) {
      host.pushedBack(nowNanos, pushBack.paceNanos());
    }
    var address = host.address;
    int addressCount = address == null ? 0 : address.sent();
    return new Sent(nowNanos, host.inFlightCount, address, addressCount);
  }

  /// Records the end of a request, however it ended.
  void done(Host host, Sent sent) {
    host.inFlightCount--;
    if (sent.address() != null) {
      sent.address().done();
    }
  }

  /// Records that a host answered, but not with a page.
  void answered(Host host, Reply reply) {
    host.answered();
    join(host, reply.remote());
    pace(host);
  }

  /// Records a reply to a page, whatever its status, except a refusal.
  void replied(Host host, Sent sent, Reply reply, FetchTimings timings, long nowNanos) {
    host.answered();
    host.longRefusals = 0;
    var address = join(host, reply.remote());
    if (reply.status() < 500) {
      long latencyNanos = Host.latencyNanos(timings);
      host.limit.replied(sent, latencyNanos, nowNanos);
      if (address != null && address == sent.address()) {
        address.replied(sent, latencyNanos, nowNanos);
        if (address.hasChanged()) {
          share(host, address);
        }
      }
    }
    pace(host);
  }

  /// Records that a host refused a page: 429 or 503. Afterwards the host may be closed.
  ///
  /// @param askedNanos the wait that it demands; less than 0 for none
  /// @param refusedAtNanos when the same URL was first refused;
  ///   [PushBack#NEVER][dev.spinneret.engine.crawl.limit.PushBack#NEVER] for not before
  /// @return whether the URL is refused, and not the host overloaded
  boolean refused(
      Host host, Sent sent, Reply reply, long askedNanos, long refusedAtNanos, long nowNanos) {
    host.answered();
    join(host, reply.remote());
    host.saysRetryAfter |= askedNanos > 0;
    boolean theUrl = host.limit.refused(sent, reply.status(), askedNanos, refusedAtNanos, nowNanos);
    leaveAlone(host, "status " + reply.status(), nowNanos);
    pace(host);
    return theUrl;
  }

  /// Records that a host refused a page for longer than a crawl waits. One page may be out of order
  /// while the others are answered; if several in a row say so, it is the host, which is closed.
  ///
  /// @param askedNanos the wait that it demands
  void refusedForLong(Host host, Sent sent, Reply reply, long askedNanos, long nowNanos) {
    if (++host.longRefusals >= MOST_LONG_REFUSALS) {
      var asked = Duration.ofNanos(askedNanos);
      host.closedBecause =
          new Verdict.LeftOver(
              String.format(
                  Locale.ROOT,
                  "the host asks for more patience than there is (Retry-After %,d s)",
                  asked.toSeconds()));
    }
    refused(host, sent, reply, 0, PushBack.NEVER, nowNanos);
  }

  /// Hosts that were closed because of their refusals, with the reason.
  ///
  /// @return a line each; the first are named, the rest counted
  List<String> leftAlone() {
    var lines = new FirstLines(HOSTS_NAMED);
    for (var host : hosts.values()) {
      if (host.closedBecause instanceof Verdict.LeftOver left) {
        lines.add(host.name + ": " + left.detail());
      }
    }
    return lines.lines();
  }

  /// Records that a host did not answer.
  void failed(Host host, Sent sent, FailureCause cause, long nowNanos) {
    if (cause.isOurs()) {
      return;
    }
    host.failed(sent.atNanos(), nowNanos);
    if (RetryRule.mayBeOverload(cause)) {
      host.limit.failed(sent, nowNanos);
      leaveAlone(host, cause.label(), nowNanos);
      pace(host);
    }
  }

  private void leaveAlone(Host host, String why, long nowNanos) {
    long waitNanos = host.limit.pushBack().pauseLeftNanos(nowNanos);
    if (waitNanos > 0 && nowNanos + waitNanos > host.pushedBackUntilNanos) {
      host.pushedBack(nowNanos, waitNanos);
      delay(host, waitNanos, nowNanos);
      sink.limited(
          new LimitChange(
              host.name,
              host.pacedConcurrency,
              Duration.ofNanos(host.pacedDelayNanos),
              Duration.ofNanos(waitNanos),
              why));
    }
  }

  /// Pauses a host; the pause also holds for a later run.
  void delay(Host host, long waitNanos, long nowNanos) {
    frontier.delay(host.name, nowNanos + waitNanos);
    store.hostDelayed(host.name, options.run().wallClock().instant().plusNanos(waitNanos));
  }

  /// Restores what an earlier run knew about a host. A host that demands a delay gets it, whenever
  /// the last request was.
  void restored(
      Host host, @Nullable Instant delayedUntil, @Nullable Verdict closed, long nowNanos) {
    host.closedBecause = closed;
    var most = options.retry().maxRetryAfter();
    var wait =
        delayedUntil == null
            ? Duration.ZERO
            : Duration.between(options.run().wallClock().instant(), delayedUntil);
    // A wall clock that was set back must not delay a host forever.
    long waitNanos =
        Math.max(host.intervalNanos(), (wait.compareTo(most) > 0 ? most : wait).toNanos());
    if (waitNanos > 0 && closed == null) {
      frontier.delay(host.name, nowNanos + waitNanos);
    }
  }

  /// Sets the pace of all hosts again, when everything that earlier runs took from budgets is
  /// known.
  ///
  /// @return those that are closed
  List<Host> restored() {
    hosts.values().forEach(this::restored);
    return hosts.values().stream().filter(host -> host.closedBecause != null).toList();
  }

  /// Gives a host its pace once all is known that others have learned about it.
  void restored(Host host) {
    host.closeIfSpent(options.budget());
    if (host.rules != null) {
      pace(host); // others begin with robots.txt, alone
    }
  }

  /// Forgets hosts that other crawlers request from.
  void released(Collection<String> names) {
    names.forEach(hosts::remove);
  }

  /// Divides the limit of an address among other crawlers than before.
  void shared(String name) {
    addresses.values().stream()
        .filter(address -> address.name().equals(name))
        .forEach(address ->
            hosts.values().stream()
                .filter(host -> host.address == address)
                .limit(1) // for all hosts of its group
                .forEach(host -> share(host, address)));
  }

  /// Makes a host share the limit of its address.
  private @Nullable AddressLimit join(Host host, @Nullable InetAddress remote) {
    if (remote == null || !host.limit.isAdaptive() || host.loopback) {
      return null;
    }
    var address = addresses.get(remote);
    if (address == null) {
      address = new AddressLimit(remote, 2 * PaceOptions.MAX_PER_HOST);
      addresses.put(remote, address);
    }
    if (host.address != address) {
      host.address = address;
      share(host, address);
    }
    return address;
  }

  private void share(Host host, AddressLimit address) {
    int limit = Math.max(1, address.limit() / store.crawlersAt(address.name()));
    frontier.share(host.name, address.name(), limit);
  }

  /// Records that parsing a page begins or ends, for which the host's next pages wait.
  ///
  /// @param bytes its size; negative at the end
  void reads(Host host, long bytes) {
    boolean wasBehind = host.isBehind();
    host.reads(bytes);
    if (host.isBehind() != wasBehind) {
      pace(host);
    }
  }

  /// Passes a host's limit to the frontier; near the end of its budget of pages, the limit is
  /// lower.
  void pace(Host host) {
    long left = options.budget().hostPages() - host.pageCount;
    int concurrency = (int) Math.max(1, Math.min(left, concurrencyOf(host)));
    long delayNanos = Math.max(host.intervalNanos(), host.limit.pushBack().paceNanos());
    boolean changed = concurrency != host.pacedConcurrency;
    if (changed || delayNanos != host.pacedDelayNanos) {
      host.pacedConcurrency = concurrency;
      host.pacedDelayNanos = delayNanos;
      frontier.pace(host.name, concurrency, delayNanos);
    }
    if (changed) {
      var interval = Duration.ofNanos(delayNanos);
      var reason = host.delayNanos > 0 ? "its delay" : host.limit.reason();
      sink.limited(new LimitChange(host.name, concurrency, interval, Duration.ZERO, reason));
    }
  }

  private int concurrencyOf(Host host) {
    boolean oneByOne = host.delayNanos > 0 && host.limit.isAdaptive();
    return oneByOne || host.isBehind() ? 1 : host.limit.limit();
  }

  private long delayOf(Host host, @Nullable Duration crawlDelay) {
    var delay = options.pace().delay() == null ? Duration.ZERO : options.pace().delay();
    boolean obeyed =
        switch (options.pace().crawlDelay()) {
          case IGNORE -> false;
          case WEB -> !host.loopback;
          case ALWAYS -> true;
        };
    if (obeyed && crawlDelay != null && crawlDelay.compareTo(delay) > 0) {
      delay =
          crawlDelay.compareTo(PaceOptions.MAX_CRAWL_DELAY) > 0
              ? PaceOptions.MAX_CRAWL_DELAY
              : crawlDelay;
    }
    return delay.toNanos();
  }
}
