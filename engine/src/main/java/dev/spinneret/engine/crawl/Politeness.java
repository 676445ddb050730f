package dev.spinneret.engine.crawl;

import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How each host may be asked: turns what hosts say and how they answer into the frontier's limits.
///
/// A host starts with one lease, which fetches its robots.txt; then it gets its pace: a delay, if
/// robots.txt or the person says so, and a concurrency, fixed or adaptive. A loopback host has the
/// whole concurrency unless asked otherwise. Hosts that share an address share a limit, too.
final class Politeness {
  private static final int START_PER_HOST = 2;

  private final CrawlOptions options;
  private final Frontier frontier;
  private final CrawlStore store;
  private final Map<String, Host> hosts = new HashMap<>();
  private final Map<String, Aimd> addresses = new HashMap<>();

  Politeness(CrawlOptions options, Frontier frontier, CrawlStore store) {
    this.options = options;
    this.frontier = frontier;
    this.store = store;
  }

  /// The host queue of a URL, made when it is new.
  Host hostOf(WebUrl url) {
    var origin = url.origin();
    var host = hosts.get(origin);
    if (host == null) {
      boolean loopback = Host.isLoopback(url.host());
      boolean adaptive = options.perHost() == 0 && !loopback;
      host =
          new Host(
              origin, loopback, adaptive ? new Aimd(START_PER_HOST, options.mostPerHost()) : null);
      hosts.put(origin, host);
      if (!options.robots()) {
        open(host, RobotsRules.allowAll(), Long.MAX_VALUE);
      }
    }
    return host;
  }

  int hostCount() {
    return hosts.size();
  }

  /// The hosts that were held back most.
  List<HostPace> paces(int atMost) {
    return hosts.values().stream()
        .map(Host::pace)
        .sorted((a, b) -> b.heldBack().compareTo(a.heldBack()))
        .limit(atMost)
        .toList();
  }

  /// Gives a host its rules and its pace.
  void open(Host host, RobotsRules rules, long untilNanos) {
    host.rules = rules;
    host.rulesUntilNanos = untilNanos;
    host.delayNanos = delayOf(host, rules.crawlDelay());
    var own = options.delay();
    host.delayFromRobots = host.delayNanos > (own == null ? 0 : own.toNanos());
    pace(host);
  }

  /// Notes that a host answered.
  void replied(Host host, Reply reply, FetchTimings timings, long nowNanos) {
    host.everAnswered = true;
    host.failuresInARow = 0;
    var aimd = host.aimd;
    if (aimd != null) {
      boolean pushBack = reply.status() == 429 || reply.status() == 503;
      adjust(aimd, pushBack, timings, nowNanos);
      share(host, reply.remote(), pushBack, timings, nowNanos);
    }
    pace(host);
  }

  /// Notes that a host did not answer.
  void failed(Host host, long nowNanos) {
    host.failuresInARow++;
    if (host.aimd != null) {
      host.aimd.pushedBack(nowNanos);
      pace(host);
    }
  }

  /// Leaves a host alone for a while, which holds for a later run, too.
  void delay(Host host, long waitNanos, long nowNanos) {
    frontier.delay(host.name, nowNanos + waitNanos);
    store.hostDelayed(host.name, options.wallClock().instant().plusNanos(waitNanos));
  }

  /// Takes over what an earlier run knew of a host. One that wants a delay gets it, whenever it was
  /// asked last.
  void restored(
      Host host, @Nullable Instant delayedUntil, @Nullable Verdict closed, long nowNanos) {
    host.closed = closed;
    var most = options.retry().longestRetryAfter();
    var wait =
        delayedUntil == null
            ? Duration.ZERO
            : Duration.between(options.wallClock().instant(), delayedUntil);
    // A wall clock that was set back must not hold a host up for ever.
    long waitNanos = Math.max(host.delayNanos, (wait.compareTo(most) > 0 ? most : wait).toNanos());
    if (waitNanos > 0 && closed == null) {
      frontier.delay(host.name, nowNanos + waitNanos);
    }
  }

  /// Gives hosts their pace once more, when all that earlier runs took from budgets is known.
  ///
  /// @return those that are closed
  List<Host> restored() {
    hosts.values().forEach(this::pace);
    return hosts.values().stream().filter(host -> host.closed != null).toList();
  }

  private static void adjust(Aimd aimd, boolean pushBack, FetchTimings timings, long nowNanos) {
    if (pushBack) {
      aimd.pushedBack(nowNanos);
    } else {
      aimd.replied(timings.waitNanos(), nowNanos);
    }
  }

  private void share(
      Host host,
      @Nullable InetAddress remote,
      boolean pushBack,
      FetchTimings timings,
      long nowNanos) {
    if (remote != null) {
      var address = remote.getHostAddress();
      int most = 2 * options.mostPerHost();
      var aimd = addresses.computeIfAbsent(address, _ -> new Aimd(2 * START_PER_HOST, most));
      int before = aimd.limit();
      adjust(aimd, pushBack, timings, nowNanos);
      if (!address.equals(host.address) || aimd.limit() != before) {
        host.address = address;
        frontier.share(host.name, address, aimd.limit());
      }
    }
  }

  /// Tells the frontier when a host's limit has changed, or its budget of pages comes to its end.
  private void pace(Host host) {
    long left = options.budget().hostPages() - host.pageCount;
    int concurrency = (int) Math.max(1, Math.min(left, concurrencyOf(host)));
    if (concurrency != host.pacedConcurrency || host.delayNanos != host.pacedDelayNanos) {
      host.pacedConcurrency = concurrency;
      host.pacedDelayNanos = host.delayNanos;
      frontier.pace(host.name, concurrency, host.delayNanos);
    }
  }

  private int concurrencyOf(Host host) {
    if (options.perHost() > 0) {
      return options.perHost();
    }
    if (host.delayNanos > 0) {
      return 1;
    }
    return host.aimd == null ? options.concurrency() : host.aimd.limit();
  }

  private long delayOf(Host host, @Nullable Duration crawlDelay) {
    var delay = options.delay() == null ? Duration.ZERO : options.delay();
    boolean obeyed =
        switch (options.crawlDelay()) {
          case IGNORE -> false;
          case WEB -> !host.loopback;
          case ALWAYS -> true;
        };
    if (obeyed && crawlDelay != null && crawlDelay.compareTo(delay) > 0) {
      delay =
          crawlDelay.compareTo(options.longestCrawlDelay()) > 0
              ? options.longestCrawlDelay()
              : crawlDelay;
    }
    return delay.toNanos();
  }
}
