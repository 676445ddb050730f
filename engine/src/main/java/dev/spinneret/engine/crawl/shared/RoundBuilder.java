package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.shared.Round.Ended;
import dev.spinneret.engine.crawl.shared.Round.HostNews;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Works out what changes come to: a URL that was found and fetched between two commits never
/// enters the database's queue. Used for one round.
final class RoundBuilder {
  private final List<CrawlUrl> unqueued = new ArrayList<>();
  private final List<CrawlUrl> reopened = new ArrayList<>();
  private final Map<Long, CrawlUrl> queued = new LinkedHashMap<>();
  private final Map<Long, CrawlUrl> retried = new LinkedHashMap<>();
  private final Map<Long, Ended> ended = new LinkedHashMap<>();
  private final Map<String, HostNews> hosts = new LinkedHashMap<>();
  private final List<Change.SuspectRead> suspects = new ArrayList<>();
  private final List<String> scope = new ArrayList<>();
  private final List<Long> taken = new ArrayList<>();
  private final List<Referral> referred = new ArrayList<>();
  private final List<Change.Released> released = new ArrayList<>();
  private final Set<String> addresses = new LinkedHashSet<>();
  private final Set<String> knownHosts;

  /// @param knownHosts the hosts that the database has; those that it gets are added
  RoundBuilder(Set<String> knownHosts) {
    this.knownHosts = knownHosts;
  }

  Round build(
      List<Change> changes,
      Round.Standing standing,
      Map<String, Long> outputs,
      @Nullable List<String> session) {
    changes.forEach(this::add);
    return new Round(
        standing,
        unqueued,
        reopened,
        List.copyOf(queued.values()),
        List.copyOf(retried.values()),
        List.copyOf(ended.values()),
        hosts,
        suspects,
        scope,
        taken,
        referred,
        released,
        addresses,
        outputs,
        session);
  }

  private void add(Change change) {
    switch (change) {
      case Change.Discovered(var url, var verdict) -> {
        if (verdict == null) {
          queue(url);
        } else {
          ended.put(url.fingerprint(), new Ended(url, verdict, null));
        }
      }
      case Change.Ended(var url, var verdict, var asked) -> end(url, verdict, asked);
      case Change.Reopened(var url) -> takeBack(url);
      case Change.Reasked(var url) -> {
        takeBack(url);
        if (queued.remove(url.fingerprint()) == null) {
          unqueued.add(url); // it waits already when a redirect leads back to where it began
        }
        queue(url);
      }
      case Change.Retried(var url) -> {
        if (queued.replace(url.fingerprint(), url) == null) {
          retried.put(url.fingerprint(), url);
        }
      }
      case Change.Moved(var url) ->
          throw new IllegalStateException("queued by its depth: " + url.href());
      case Change.Robots robots -> news(robots.host(), host -> host.with(robots));
      case Change.HostDelayed(var host, var until) -> news(host, news -> news.until(until));
      case Change.HostClosed(var host, var why) -> news(host, news -> news.closedBy(why));
      case Change.SuspectRead suspect -> suspects.add(suspect);
      case Change.ScopeWidened(var held) -> scope.add(held);
      case Change.Referred(var referral) -> referred.add(referral);
      case Change.Taken(var message) -> taken.add(message);
      case Change.Released domain -> released.add(domain);
      case Change.AddressUsed(var address) -> addresses.add(address);
    }
  }

  private void queue(CrawlUrl url) {
    queued.put(url.fingerprint(), url);
    if (knownHosts.add(url.host())) {
      hosts.putIfAbsent(url.host(), HostNews.NONE);
    }
  }

  private void end(CrawlUrl url, Verdict verdict, Change.@Nullable Asked asked) {
    if (queued.remove(url.fingerprint()) == null) {
      unqueued.add(url);
      retried.remove(url.fingerprint());
    }
    ended.put(url.fingerprint(), new Ended(url, verdict, asked));
  }

  private void takeBack(CrawlUrl url) {
    if (ended.remove(url.fingerprint()) == null) {
      reopened.add(url);
    }
  }

  private void news(String host, UnaryOperator<HostNews> with) {
    hosts.put(host, with.apply(hosts.getOrDefault(host, HostNews.NONE)));
  }
}
