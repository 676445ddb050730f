package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.files.SpillFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A frontier that keeps waiting URLs in memory, and what there is no room for in a temporary file.
///
/// Two heaps of hosts: `ready` hosts may be asked now, the one with the fewest leases first, so
/// that a slow host never holds up a fast one; `waiting` hosts may be asked later, the earliest
/// first. Choosing a host costs O(log hosts). URLs that are to be retried wait in a heap of their
/// own and return to the front of their depth, or to its end.
///
/// While more than one host has work, none may hold more than [#SHARE_OF_FREE] times what is free:
/// some room stays for a host that has none yet (dynamic thresholds, Choudhury and Hahne 1998).
///
/// Level by level, a URL is asked for only when all URLs of lesser depths, of whatever host, have
/// come back for good. So every page is met first on a shortest path, whatever the order in which
/// hosts answer, and a depth limit cuts the same pages in every run; the price is that a level
/// lasts as long as its slowest host, delays and retries included.
public final class MemoryFrontier implements Frontier {
  private static final int SHARE_OF_FREE = 4;

  private record Retry(CrawlUrl url, long atNanos, boolean last) {
    void putBack(HostQueue host) {
      host.retryCount--;
      if (last) {
        host.add(url);
      } else {
        host.addFirst(url);
      }
    }

    static int byTime(Retry a, Retry b) {
      int sooner = Long.compare(a.atNanos, b.atNanos);
      return sooner != 0 ? sooner : Long.compare(a.url.order(), b.url.order());
    }
  }

  private final boolean levelByLevel;
  private final SpillFile file;
  private final Map<String, HostQueue> hosts = new HashMap<>();
  private final Map<String, AddressGroup> groups = new HashMap<>();
  private final HostHeap ready;
  private final HostHeap waiting = new HostHeap(MemoryFrontier::byTime);
  private final Levels levels = new Levels();
  private final PriorityQueue<Retry> retries = new PriorityQueue<>(Retry::byTime);
  private long nowNanos = Long.MIN_VALUE;
  private long waitingCount;
  private long leasedCount;
  private int activeHostCount;

  /// Creates an empty frontier.
  ///
  /// @param levelByLevel whether a host's depths are kept apart
  public MemoryFrontier(boolean levelByLevel) {
    this(levelByLevel, Long.MAX_VALUE);
  }

  /// Creates an empty frontier that keeps what there is no room for in a temporary file.
  ///
  /// @param levelByLevel whether a host's depths are kept apart
  /// @param maxBytes how much memory the waiting URLs may take, about
  public MemoryFrontier(boolean levelByLevel, long maxBytes) {
    this.levelByLevel = levelByLevel;
    this.file = new SpillFile(maxBytes, UrlQueue.LARGEST_CHUNK);
    ready = new HostHeap(levelByLevel ? MemoryFrontier::byLevel : MemoryFrontier::byTurn);
  }

  private static int byLevel(HostQueue a, HostQueue b) {
    int nearer = Integer.compare(a.head().depth(), b.head().depth());
    return nearer != 0 ? nearer : byTurn(a, b);
  }

  private static int byTurn(HostQueue a, HostQueue b) {
    int fewer = Integer.compare(a.leasedCount, b.leasedCount);
    if (fewer != 0) {
      return fewer;
    }
    int nearer = Integer.compare(a.head().depth(), b.head().depth());
    return nearer != 0 ? nearer : Long.compare(a.head().order(), b.head().order());
  }

  private static int byTime(HostQueue a, HostQueue b) {
    int sooner = Long.compare(a.askableAtNanos, b.askableAtNanos);
    return sooner != 0 ? sooner : Long.compare(a.head().order(), b.head().order());
  }

  @Override
  public void offer(List<CrawlUrl> urls) {
    for (var url : urls) {
      change(host(url.host()), host -> host.add(url));
      waitingCount++;
      count(url, 1);
    }
  }

  @Override
  public List<CrawlUrl> lease(int atMost, long nowNanos) {
    this.nowNanos = nowNanos;
    wake();
    var leases = new ArrayList<CrawlUrl>();
    for (var host = ready.peek(); host != null && leases.size() < atMost; host = ready.peek()) {
      var group = host.group;
      if (isHeldBack(host.head().depth())) {
        break;
      }
      if (group != null && group.isFull()) {
        ready.remove(host);
        host.parked = true;
        group.parked.add(host);
      } else if (activeHostCount > 1
          && host.leasedCount >= SHARE_OF_FREE * (long) (atMost - leases.size())) {
        break;
      } else {
        leases.add(leaseHead(host));
      }
    }
    return leases;
  }

  private CrawlUrl leaseHead(HostQueue host) {
    leave(host);
    var url = host.removeHead();
    host.lastAskableAtNanos = host.askableAtNanos;
    if (host.delayNanos > 0) {
      host.askableAtNanos = Math.max(host.askableAtNanos, nowNanos + host.delayNanos);
    }
    host.leaseAskableAtNanos = host.askableAtNanos;
    host.leasedCount++;
    if (host.group != null) {
      host.group.leasedCount++;
    }
    leasedCount++;
    waitingCount--;
    place(host);
    return url;
  }

  @Override
  public void complete(CrawlUrl url, boolean asked) {
    var host = host(url.host());
    change(
        host,
        _ -> {
          giveBack(host);
          count(url, -1);
          if (!asked && host.askableAtNanos == host.leaseAskableAtNanos) {
            host.askableAtNanos = host.lastAskableAtNanos;
          }
        });
    makeRoom(host.group);
  }

  @Override
  public void retry(CrawlUrl url, long atNanos) {
    retry(new Retry(url, atNanos, false));
  }

  @Override
  public void retryLast(CrawlUrl url, long atNanos) {
    retry(new Retry(url, atNanos, true));
  }

  private void retry(Retry retry) {
    var host = host(retry.url().host());
    change(
        host,
        _ -> {
          giveBack(host);
          host.retryCount++;
        });
    retries.add(retry);
    waitingCount++;
    makeRoom(host.group);
  }

  @Override
  public void pace(String name, int concurrency, long delayNanos) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + ": at least 1");
    }
    change(
        host(name),
        host -> {
          host.concurrency = concurrency;
          host.delayNanos = delayNanos;
        });
  }

  @Override
  public void share(String name, String address, int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + ": at least 1");
    }
    var group = groups.computeIfAbsent(address, _ -> new AddressGroup());
    group.concurrency = concurrency;
    change(
        host(name),
        host -> {
          if (host.group != group) {
            if (host.group != null) {
              host.group.leasedCount -= host.leasedCount;
            }
            host.group = group;
            group.leasedCount += host.leasedCount;
          }
        });
    makeRoom(group);
  }

  @Override
  public void delay(String name, long untilNanos) {
    change(host(name), host -> host.askableAtNanos = Math.max(host.askableAtNanos, untilNanos));
  }

  @Override
  public List<CrawlUrl> block(String name) {
    var host = host(name);
    var all = new ArrayList<CrawlUrl>();
    for (var it = retries.iterator(); it.hasNext(); ) {
      var retry = it.next();
      if (retry.url().host().equals(name)) {
        all.add(retry.url());
        it.remove();
      }
    }
    change(
        host,
        _ -> {
          host.retryCount = 0;
          all.addAll(host.removeAll());
        });
    waitingCount -= all.size();
    all.forEach(url -> count(url, -1));
    makeRoom(host.group);
    return all;
  }

  @Override
  public List<CrawlUrl> drain(int atMost) {
    var all = new ArrayList<CrawlUrl>();
    for (var host : hosts.values()) {
      change(
          host,
          _ -> {
            while (all.size() < atMost && host.waitingCount() > 0) {
              all.add(host.removeHead());
            }
          });
    }
    for (var retry = retries.peek(); retry != null && all.size() < atMost; retry = retries.peek()) {
      retries.remove();
      all.add(retry.url());
      change(host(retry.url().host()), host -> host.retryCount--);
    }
    waitingCount -= all.size();
    all.forEach(url -> count(url, -1));
    return all;
  }

  @Override
  public long nextAtNanos() {
    var retry = retries.peek();
    var host = waiting.peek();
    return Math.min(
        retry == null ? Long.MAX_VALUE : retry.atNanos(),
        host == null ? Long.MAX_VALUE : host.askableAtNanos);
  }

  @Override
  public long askableCount(String name) {
    var host = hosts.get(name);
    if (host == null) {
      return 0;
    }
    long waiting = levelByLevel ? host.waitingCountUpTo(levels.current()) : host.waitingCount();
    return waiting + host.leasedCount + host.retryCount;
  }

  @Override
  public FrontierStats stats() {
    return new FrontierStats(waitingCount, leasedCount, hosts.size(), activeHostCount);
  }

  /// How many URLs of a host wait here, retries apart.
  ///
  /// @param name a host queue
  /// @return 0 or more
  public int waitingCount(String name) {
    var host = hosts.get(name);
    return host == null ? 0 : host.waitingCount();
  }

  /// How many URLs of a host are here: they wait, are leased, or are to be retried.
  ///
  /// @param name a host queue
  /// @return 0 or more
  public int openCount(String name) {
    var host = hosts.get(name);
    return host == null ? 0 : host.waitingCount() + host.leasedCount + host.retryCount;
  }

  /// How many URLs of a host are leased.
  ///
  /// @param name a host queue
  /// @return 0 or more
  public int leasedCount(String name) {
    var host = hosts.get(name);
    return host == null ? 0 : host.leasedCount;
  }

  /// Forgets a host with all that waits for it.
  ///
  /// @param name a host queue; none of its URLs is leased
  public void forget(String name) {
    block(name);
    var host = hosts.remove(name);
    if (host != null) {
      leave(host);
    }
  }

  /// Sets the least depth at which a URL of the same crawl is not done elsewhere: deeper ones wait
  /// here, too.
  ///
  /// @param depth `Integer.MAX_VALUE` when nothing is open elsewhere
  public void levelElsewhere(int depth) {
    levels.elsewhere(depth);
  }

  /// The least depth at which a URL here is not done.
  ///
  /// @return `Integer.MAX_VALUE` when there is none, or depths are not kept apart
  public int ownLevel() {
    return levels.own();
  }

  /// Whether URLs of a depth wait for those of lesser depths.
  ///
  /// @param depth 0 or more
  /// @return false when the depths are not kept apart
  public boolean isHeldBack(int depth) {
    return levelByLevel && depth > levels.current();
  }

  /// Moves what has become due: retries into their queues, hosts from `waiting` to `ready`.
  private void wake() {
    for (var retry = retries.peek();
        retry != null && retry.atNanos() <= nowNanos;
        retry = retries.peek()) {
      change(host(retries.remove().url().host()), retry::putBack);
    }
    for (var host = waiting.peek();
        host != null && host.askableAtNanos <= nowNanos;
        host = waiting.peek()) {
      leave(host);
      place(host);
    }
  }

  private HostQueue host(String name) {
    return hosts.computeIfAbsent(name, host -> new HostQueue(host, file));
  }

  private void giveBack(HostQueue host) {
    host.leasedCount--;
    leasedCount--;
    if (host.group != null) {
      host.group.leasedCount--;
    }
  }

  private interface Change {
    void on(HostQueue host);
  }

  /// Changes a host while it is in no heap, and puts it where it then belongs.
  private void change(HostQueue host, Change change) {
    boolean before = host.isActive();
    leave(host);
    change.on(host);
    place(host);
    if (host.isActive() != before) {
      activeHostCount += before ? -1 : 1;
    }
  }

  private void leave(HostQueue host) {
    if (host.heap != null) {
      host.heap.remove(host);
    } else if (host.parked && host.group != null) {
      host.group.parked.remove(host);
      host.parked = false;
    }
  }

  private void place(HostQueue host) {
    if (host.waitingCount() > 0 && host.leasedCount < host.concurrency) {
      (host.askableAtNanos > nowNanos ? waiting : ready).add(host);
    }
  }

  /// Counts a URL that waits, is leased or is to be retried, at its depth.
  private void count(CrawlUrl url, int by) {
    if (levelByLevel) {
      levels.count(url.depth(), by);
    }
  }

  /// Lets parked hosts try again until one of them is ready.
  private void makeRoom(@Nullable AddressGroup group) {
    if (group == null || group.isFull()) {
      return;
    }
    while (!group.parked.isEmpty()) {
      var host = group.parked.removeFirst();
      host.parked = false;
      place(host);
      if (host.heap == ready) {
        return;
      }
    }
  }
}
