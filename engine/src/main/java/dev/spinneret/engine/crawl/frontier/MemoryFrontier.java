package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.files.SpillFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A frontier that keeps waiting URLs in memory, and those that do not fit in a temporary file.
///
/// A [HostSchedule] chooses the host, its [HostQueue] the URL. URLs that are to be retried wait in
/// a [RetryQueue] and return to the front of their depth, or to its end.
///
/// While more than one host has work, no host may have more than [#SHARE_OF_FREE] times as many
/// leases as are free, so that there is always room for a host that has none yet (dynamic
/// thresholds, Choudhury and Hahne 1998).
///
/// Level by level, a URL is leased only when all URLs of lesser depths, of all hosts, are
/// completed. So every page is first found on a shortest path, whatever the order of the replies,
/// and a depth limit excludes the same pages in every run. The price is that a level takes as long
/// as its slowest host, including delays and retries.
public final class MemoryFrontier implements Frontier {
  private static final int SHARE_OF_FREE = 4;

  private final boolean levelByLevel;
  private final SpillFile file;
  private final Map<String, HostQueue> hosts = new HashMap<>();
  private final Map<String, AddressGroup> groups = new HashMap<>();
  private final HostSchedule schedule;
  private final RetryQueue retries = new RetryQueue();
  private final Levels levels = new Levels();
  private long waitingCount;
  private long leasedCount;

  /// Creates an empty frontier.
  ///
  /// @param levelByLevel whether all URLs of a depth are completed before the next is leased
  public MemoryFrontier(boolean levelByLevel) {
    this(levelByLevel, Long.MAX_VALUE);
  }

  /// Creates an empty frontier that keeps URLs that do not fit in memory in a temporary file.
  ///
  /// @param levelByLevel whether all URLs of a depth are completed before the next is leased
  /// @param maxBytes how much memory the waiting URLs may take, about
  public MemoryFrontier(boolean levelByLevel, long maxBytes) {
    this.levelByLevel = levelByLevel;
    this.file = new SpillFile(maxBytes, UrlQueue.LARGEST_CHUNK);
    schedule = new HostSchedule(levelByLevel);
  }

  @Override
  public void offer(List<CrawlUrl> urls) {
    for (var url : urls) {
      schedule.change(host(url.host()), host -> host.add(url));
      waitingCount++;
      count(url, 1);
    }
  }

  @Override
  public List<CrawlUrl> lease(int atMost, long nowNanos) {
    schedule.advance(nowNanos);
    for (var retry = retries.poll(nowNanos); retry != null; retry = retries.poll(nowNanos)) {
      schedule.change(host(retry.url().host()), retry::putBack);
    }
    var leases = new ArrayList<CrawlUrl>();
    for (var host = schedule.first();
        host != null && leases.size() < atMost;
        host = schedule.first()) {
      var group = host.group;
      if (isHeldBack(host.head().depth())) {
        break;
      }
      if (group != null && group.isFull()) {
        schedule.park(host, group);
      } else if (schedule.activeCount() > 1
          && host.leasedCount >= SHARE_OF_FREE * (long) (atMost - leases.size())) {
        break;
      } else {
        leases.add(leaseHead(host, nowNanos));
      }
    }
    return leases;
  }

  private CrawlUrl leaseHead(HostQueue host, long nowNanos) {
    schedule.remove(host);
    var url = host.removeHead();
    host.readyBeforeLeaseAtNanos = host.readyAtNanos;
    if (host.delayNanos > 0) {
      host.readyAtNanos = Math.max(host.readyAtNanos, nowNanos + host.delayNanos);
    }
    host.readyAfterLeaseAtNanos = host.readyAtNanos;
    host.leasedCount++;
    if (host.group != null) {
      host.group.leasedCount++;
    }
    leasedCount++;
    waitingCount--;
    schedule.place(host);
    return url;
  }

  @Override
  public void moved(CrawlUrl leased, CrawlUrl moved) {
    count(leased, -1);
    count(moved, 1);
  }

  @Override
  public void complete(CrawlUrl url, boolean requested) {
    var host = host(url.host());
    schedule.change(
        host,
        _ -> {
          giveBack(host);
          count(url, -1);
          if (!requested && host.readyAtNanos == host.readyAfterLeaseAtNanos) {
            host.readyAtNanos = host.readyBeforeLeaseAtNanos;
          }
        });
    schedule.makeRoom(host.group);
  }

  @Override
  public void retry(CrawlUrl url, long atNanos) {
    retry(new RetryQueue.Retry(url, atNanos, false));
  }

  @Override
  public void retryLast(CrawlUrl url, long atNanos) {
    retry(new RetryQueue.Retry(url, atNanos, true));
  }

  private void retry(RetryQueue.Retry retry) {
    var host = host(retry.url().host());
    schedule.change(
        host,
        _ -> {
          giveBack(host);
          host.retryCount++;
        });
    retries.add(retry);
    waitingCount++;
    schedule.makeRoom(host.group);
  }

  @Override
  public void pace(String name, int concurrency, long delayNanos) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency " + concurrency + ": at least 1");
    }
    schedule.change(
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
    schedule.change(
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
    schedule.makeRoom(group);
  }

  @Override
  public void delay(String name, long untilNanos) {
    schedule.change(
        host(name), host -> host.readyAtNanos = Math.max(host.readyAtNanos, untilNanos));
  }

  @Override
  public List<CrawlUrl> block(String name) {
    var host = host(name);
    var all = retries.removeOf(name);
    schedule.change(
        host,
        _ -> {
          host.retryCount = 0;
          all.addAll(host.removeAll());
        });
    waitingCount -= all.size();
    all.forEach(url -> count(url, -1));
    schedule.makeRoom(host.group);
    return all;
  }

  @Override
  public List<CrawlUrl> drain(int atMost) {
    var all = new ArrayList<CrawlUrl>();
    for (var host : hosts.values()) {
      schedule.change(
          host,
          _ -> {
            while (all.size() < atMost && host.waitingCount() > 0) {
              all.add(host.removeHead());
            }
          });
    }
    while (all.size() < atMost) {
      var retry = retries.poll(Long.MAX_VALUE);
      if (retry == null) {
        break;
      }
      all.add(retry.url());
      schedule.change(host(retry.url().host()), host -> host.retryCount--);
    }
    waitingCount -= all.size();
    all.forEach(url -> count(url, -1));
    return all;
  }

  @Override
  public long nextAtNanos() {
    return Math.min(retries.nextAtNanos(), schedule.nextAtNanos());
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
    return new FrontierStats(waitingCount, leasedCount, hosts.size(), schedule.activeCount());
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

  /// Removes a host with all its waiting URLs.
  ///
  /// @param name a host queue; none of its URLs is leased
  public void forget(String name) {
    block(name);
    var host = hosts.remove(name);
    if (host != null) {
      schedule.remove(host);
    }
  }

  /// Sets the least depth at which a URL of the same crawl is not done elsewhere. Deeper URLs wait
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

  /// Counts a URL that waits, is leased or is to be retried, at its depth.
  private void count(CrawlUrl url, int by) {
    if (levelByLevel) {
      levels.count(url.depth(), by);
    }
  }
}
