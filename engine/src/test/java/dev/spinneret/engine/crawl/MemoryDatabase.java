package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.shared.DomainState;
import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.EndedUrls;
import dev.spinneret.engine.crawl.shared.FencedException;
import dev.spinneret.engine.crawl.shared.Round;
import dev.spinneret.engine.crawl.shared.RoundReply;
import dev.spinneret.engine.crawl.shared.SharedDatabase;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A database of a shared crawl in memory, in virtual time: what PostgreSQL does, in as few words.
/// It complains of whatever breaks the rules, such as a URL that has two verdicts.
final class MemoryDatabase {
  final Map<Long, Domain> domains = new TreeMap<>();
  final Map<String, Crawler> crawlers = new LinkedHashMap<>();
  private final Set<String> scope = new LinkedHashSet<>();
  private final VirtualTime time;
  private final long leaseNanos;
  private final List<Message> inbox = new ArrayList<>();
  private final SplittableRandom random;
  private long nextMessage = 1;

  MemoryDatabase(VirtualTime time, Duration lease, SplittableRandom random) {
    this.time = time;
    this.random = random;
    this.leaseNanos = lease.toNanos();
  }

  /// Everything that belongs to one domain.
  static final class Domain {
    final String name;
    Crawler owner;
    boolean waiting = true;
    int level = Integer.MAX_VALUE;
    final Map<Long, CrawlUrl> queue = new HashMap<>();
    final Map<Long, Round.Ended> ended = new LinkedHashMap<>();
    final Map<String, Round.HostNews> hosts = new LinkedHashMap<>();
    final Set<Long> words = new LinkedHashSet<>();
    final Map<String, Integer> templates = new LinkedHashMap<>();

    Domain(String name) {
      this.name = name;
    }
  }

  /// A referral on its way, to a crawler or to a domain that nobody owned.
  private static final class Message {
    final long id;
    final Referral referral;
    Object recipient;

    Message(long id, Referral referral, Object recipient) {
      this.id = id;
      this.referral = referral;
      this.recipient = recipient;
    }
  }

  /// A crawler's row.
  static final class Crawler {
    final String name;
    long aliveUntilNanos;

    /// The level of what was claimed in the last round.
    int claimedLevel = Integer.MAX_VALUE;

    boolean fenced;
    boolean left;
    long pages;
    long bytes;
    Round.Standing standing = new Round.Standing(true, false, 0, 0, 0, false);
    final Map<String, Long> outputs = new HashMap<>();

    Crawler(String name) {
      this.name = name;
    }

    int level() {
      return Math.min(standing.level(), claimedLevel);
    }

    boolean isPresent() {
      return !fenced && !left;
    }
  }

  /// Joins, as a crawler that may have been here before.
  Joined join(String name) {
    var crawler = crawlers.computeIfAbsent(name, Crawler::new);
    release(crawler);
    crawler.aliveUntilNanos = time.nanoTime() + leaseNanos;
    crawler.fenced = false;
    crawler.left = false;
    crawler.standing = new Round.Standing(true, false, 0, 0, 0, false);
    return new Joined(crawler);
  }

  boolean isOver() {
    return domains.values().stream().allMatch(d -> d.queue.isEmpty())
        && inbox.isEmpty()
        && crawlers.values().stream().noneMatch(c -> c.isPresent() && c.standing.feeding());
  }

  private Domain domain(String host) {
    var name = Domains.nameOf(host);
    return domains.computeIfAbsent(Domains.idOf(name), _ -> new Domain(name));
  }

  private void release(Crawler crawler) {
    for (var domain : domains.values()) {
      if (domain.owner == crawler) {
        domain.owner = null;
        domain.waiting = true;
        domain.level = crawler.level();
      }
    }
  }

  /// One crawler's connection.
  final class Joined implements SharedDatabase {
    final Crawler crawler;
    private final Set<String> knownScope = new LinkedHashSet<>();

    /// Claimed and not read yet, as if it took its time.
    private final List<Domain> unread = new ArrayList<>();

    Joined(Crawler crawler) {
      this.crawler = crawler;
    }

    @Override
    public void extendLease() {
      if (crawler.fenced) {
        throw new FencedException(crawler.name);
      }
      crawler.aliveUntilNanos = time.nanoTime() + leaseNanos;
    }

    @Override
    public RoundReply round(Round round) {
      extendLease();
      crawler.standing = round.standing();
      crawler.pages += round.pageCount();
      crawler.bytes += round.bodyBytes();
      crawler.outputs.putAll(round.outputs());
      round.unqueued().forEach(url -> owned(url.host()).queue.remove(url.fingerprint()));
      round.reopened().forEach(url -> owned(url.host()).ended.remove(url.fingerprint()));
      round.queued().forEach(this::queue);
      round.retried().forEach(url -> owned(url.host()).queue.replace(url.fingerprint(), url));
      round.ended().forEach(this::end);
      round.hosts().forEach((host, news) -> owned(host).hosts.merge(host, news, Joined::merged));
      round.suspects().forEach(this::suspect);
      scope.addAll(round.scope());
      inbox.removeIf(m -> m.recipient == crawler && round.taken().contains(m.id));
      round.referred().forEach(this::refer);
      round
          .released()
          .forEach(released -> {
            var domain = domains.get(released.domain());
            check(domain.owner == crawler, "released but not owned: " + domain.name);
            domain.owner = null;
            domain.waiting = released.isOpen() || isRecipient(domain);
            domain.level = released.level();
          });
      int atMost = unread.isEmpty() ? round.standing().claimAtMost() : 0;
      for (var domain : domains.values()) {
        if (domain.owner == null && domain.waiting && unread.size() < atMost) {
          domain.owner = crawler;
          unread.add(domain);
        }
      }
      crawler.claimedLevel = unreadLevel();
      for (var message : inbox) {
        var to = message.recipient;
        boolean isAbsent = to instanceof Crawler recipient && !recipient.isPresent();
        if (isAbsent || (to instanceof Domain domain && domain.owner == crawler)) {
          message.recipient = crawler;
        }
      }
      if (round.standing().leaving()) {
        release(crawler);
        crawler.left = true;
      }
      fenceOthers();
      return reply();
    }

    private int unreadLevel() {
      return unread.stream().mapToInt(domain -> domain.level).min().orElse(Integer.MAX_VALUE);
    }

    /// Reads what was claimed; sometimes only a part of it.
    private RoundReply.Claimed read() {
      int count = random.nextInt(4) == 0 ? random.nextInt(unread.size() + 1) : unread.size();
      var ready = List.copyOf(unread.subList(0, count));
      unread.removeAll(ready);
      var urls = new EndedUrls();
      for (var domain : ready) {
        domain.ended.forEach((fingerprint, ended) -> urls.add(fingerprint, ended.verdict().kind()));
      }
      return new RoundReply.Claimed(
          ready.stream().map(this::state).toList(), urls, !unread.isEmpty());
    }

    private void queue(CrawlUrl url) {
      var domain = owned(url.host());
      check(
          domain.queue.values().stream().noneMatch(isAtPlaceOf(url)), "same place: " + url.href());
      check(domain.queue.put(url.fingerprint(), url) == null, "queued twice: " + url.href());
      check(!domain.ended.containsKey(url.fingerprint()), "had a verdict: " + url.href());
    }

    private static Predicate<CrawlUrl> isAtPlaceOf(CrawlUrl url) {
      return other ->
          other.host().equals(url.host())
              && other.depth() == url.depth()
              && other.order() == url.order();
    }

    private void end(Round.Ended ended) {
      var url = ended.url();
      var domain = owned(url.host());
      check(domain.ended.put(url.fingerprint(), ended) == null, "two verdicts: " + url.href());
      check(!domain.queue.containsKey(url.fingerprint()), "still waits: " + url.href());
    }

    private static Round.HostNews merged(Round.HostNews before, Round.HostNews now) {
      return new Round.HostNews(
          now.robots() == null ? before.robots() : now.robots(),
          now.delayedUntil() == null ? before.delayedUntil() : now.delayedUntil(),
          now.closed() == null ? before.closed() : now.closed());
    }

    private void suspect(Change.SuspectRead suspect) {
      var template = suspect.template();
      var domain = owned(template.substring(0, template.indexOf('/', template.indexOf("//") + 2)));
      domain.words.add(suspect.words());
      domain.templates.put(template, suspect.staleCount());
    }

    /// The recipient is sometimes who owned the domain a moment ago: a transaction does not see
    /// what another one is changing.
    private void refer(Referral referral) {
      var domain = domain(referral.url().host());
      domain.waiting = true;
      Object recipient = domain.owner == null ? domain : domain.owner;
      if (random.nextInt(10) == 0) {
        var anyone = List.copyOf(crawlers.values());
        recipient = random.nextBoolean() ? domain : anyone.get(random.nextInt(anyone.size()));
      }
      inbox.add(new Message(nextMessage++, referral, recipient));
    }

    private boolean isRecipient(Domain domain) {
      return inbox.stream().anyMatch(message -> message.recipient == domain);
    }

    private Domain owned(String host) {
      var domain = domain(host);
      check(domain.owner == crawler, crawler.name + " does not own " + domain.name);
      return domain;
    }

    private static void check(boolean holds, String what) {
      if (!holds) {
        throw new IllegalStateException(what);
      }
    }

    private void fenceOthers() {
      for (var other : crawlers.values()) {
        if (other.isPresent() && other.aliveUntilNanos - time.nanoTime() < 0) {
          other.fenced = true;
          release(other);
        }
      }
    }

    private RoundReply reply() {
      var claimed = read();
      var own =
          inbox.stream()
              .filter(message -> !claimed.isPartial() && message.recipient == crawler)
              .toList();
      var newScope = scope.stream().filter(knownScope::add).toList();
      var present = crawlers.values().stream().filter(Crawler::isPresent).toList();
      var elsewhere = crawlers.values().stream().filter(c -> c != crawler).toList();
      int level = unreadLevel();
      for (var other : present) {
        level = other == crawler ? level : Math.min(level, other.level());
      }
      for (var domain : domains.values()) {
        level =
            domain.owner == null && !domain.queue.isEmpty() ? Math.min(level, domain.level) : level;
      }
      for (var message : inbox) {
        level = Math.min(level, message.referral.level());
      }
      return new RoundReply(
          claimed,
          own.stream().map(message -> message.referral).toList(),
          own.stream().map(message -> message.id).toList(),
          newScope,
          Map.of(),
          new RoundReply.Others(
              Math.max(1, present.size()),
              present.stream().mapToInt(c -> c.standing.activeCount()).sum() + freeCount(),
              present.stream().anyMatch(c -> c != crawler && c.standing.isIdle()),
              elsewhere.stream().mapToLong(c -> c.pages).sum(),
              elsewhere.stream().mapToLong(c -> c.bytes).sum(),
              level,
              isOver(),
              false));
    }

    private int freeCount() {
      return (int) domains.values().stream().filter(d -> d.owner == null && d.waiting).count();
    }

    private DomainState state(Domain domain) {
      var open = domain.queue.keySet().stream().mapToLong(Long::longValue).toArray();
      var state = new DomainState(Domains.idOf(domain.name), open);
      domain.queue.values().stream()
          .collect(Collectors.groupingBy(CrawlUrl::host))
          .forEach((host, urls) ->
              state.queue(
                  host, urls.size(), urls.stream().mapToLong(CrawlUrl::order).max().orElseThrow()));
      domain.hosts.keySet().forEach(host -> next(host, -1, -1, 3).forEach(state::head));
      domain.hosts.forEach((host, news) -> {
        var robots = news.robots();
        state.host(
            host,
            robots == null ? null : robots.body().value(),
            robots == null ? null : robots.at(),
            news.delayedUntil(),
            kept(news.closed()),
            ended(domain, host).filter(Round.Ended::isContent).count(),
            ended(domain, host).mapToLong(Round.Ended::bodyBytes).sum());
      });
      domain.words.forEach(state::words);
      domain.templates.forEach((template, staleCount) -> {
        if (staleCount > 0) {
          state.template(template, staleCount);
        }
      });
      return state;
    }

    private static Stream<Round.Ended> ended(Domain domain, String host) {
      return domain.ended.values().stream().filter(ended -> ended.url().host().equals(host));
    }

    private static Verdict kept(Verdict closed) {
      return closed instanceof Verdict.OverBudget ? null : closed;
    }

    @Override
    public List<CrawlUrl> next(String host, int afterDepth, long afterOrder, int atMost) {
      return domain(host).queue.values().stream()
          .filter(url -> url.host().equals(host))
          .filter(url ->
              url.depth() != afterDepth ? url.depth() > afterDepth : url.order() > afterOrder)
          .sorted(Comparator.comparingInt(CrawlUrl::depth).thenComparingLong(CrawlUrl::order))
          .limit(atMost)
          .toList();
    }

    @Override
    public void close() {}
  }
}
