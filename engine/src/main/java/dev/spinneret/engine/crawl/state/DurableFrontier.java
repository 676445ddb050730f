package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.FrontierStats;
import dev.spinneret.engine.crawl.frontier.MemoryFrontier;
import dev.spinneret.engine.loop.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A frontier whose long queues stay in the file: memory holds the head of each host's queue.
///
/// For each host there is a place in its queue, (depth, order): every waiting URL up to there is in
/// memory, every one beyond it is only in the file. When the head is half empty, the next piece is
/// read, by the writer's thread, after all changes that were submitted before. What is offered
/// while a piece is being read is not in that piece, yet its place may be before the piece's last
/// URL: it is set aside until the piece has moved the place, and only then known to be on this side
/// or beyond.
///
/// A head may be as long as the room that is still free. So one host takes half of the room, and
/// many hosts have about equal heads (dynamic thresholds, as in [MemoryFrontier]).
public final class DurableFrontier implements Frontier {
  /// How many URLs wait in memory at most, besides the smallest heads.
  private static final int ROOM = 200_000;

  /// About what a URL that waits takes there.
  private static final int URL_BYTES = 100;

  /// A head may always have this many URLs.
  private static final int SMALLEST_HEAD = 16;

  /// How many URLs are read at a time.
  private static final int PIECE = 1_000;

  private final MemoryFrontier memory;
  private final long room;
  private final boolean levelByLevel;
  private final CommittingStore state;
  private final Map<String, Backlog> backlogs = new HashMap<>();
  private @Nullable Future<Boolean> arrival;
  private int loadingCount;
  private long backlogCount;

  /// What of a host's queue is only in the file.
  private static final class Backlog {
    final String host;
    int depth = -1;
    long order = -1;
    long count;
    boolean loading;

    /// Counted as beyond the place, offered while a piece was on its way.
    List<CrawlUrl> meanwhile = new ArrayList<>();

    Backlog(String host) {
      this.host = host;
    }

    boolean isBeyond(CrawlUrl url) {
      return url.depth() != depth ? url.depth() > depth : url.order() > order;
    }

    void reached(CrawlUrl url) {
      if (isBeyond(url)) {
        depth = url.depth();
        order = url.order();
      }
    }
  }

  /// @param levelByLevel whether depths are kept apart: then no level is left while a piece of a
  ///   queue is being read, which may belong to it
  /// @param maxBytes how much memory waiting URLs may take, about
  DurableFrontier(boolean levelByLevel, long maxBytes, CommittingStore state) {
    memory = new MemoryFrontier(levelByLevel, maxBytes);
    room = Math.min(ROOM, maxBytes / URL_BYTES);
    this.levelByLevel = levelByLevel;
    this.state = state;
  }

  /// Adds waiting URLs of a host that the store holds and this frontier does not know yet.
  ///
  /// @param host the host queue
  /// @param count how many
  public void restore(String host, long count) {
    var backlog = backlog(host);
    backlog.count += count;
    backlogCount += count;
    refill(backlog);
  }

  /// How many URLs of a host have no verdict.
  ///
  /// @param host the host queue
  /// @return 0 or more
  public long openCount(String host) {
    var backlog = backlogs.get(host);
    return memory.openCount(host) + (backlog == null ? 0 : backlog.count);
  }

  /// Whether nothing of a host is leased or on its way from the store.
  ///
  /// @param host the host queue
  /// @return false while [#forget] must not be called
  public boolean isIdle(String host) {
    var backlog = backlogs.get(host);
    return memory.leasedCount(host) == 0 && (backlog == null || !backlog.loading);
  }

  /// Forgets a host that is idle; what waits of it stays in the store.
  ///
  /// @param host the host queue
  public void forget(String host) {
    memory.forget(host);
    var backlog = backlogs.remove(host);
    backlogCount -= backlog == null ? 0 : backlog.count;
  }

  /// The least depth at which a URL is not done, or a lesser one.
  ///
  /// @return `Integer.MAX_VALUE` when there is none, or depths are not kept apart
  public int level() {
    int level = memory.ownLevel();
    if (levelByLevel) {
      for (var backlog : backlogs.values()) {
        level = backlog.count == 0 ? level : Math.min(level, Math.max(0, backlog.depth));
      }
    }
    return level;
  }

  /// Sets the least depth at which a URL is open in other crawls that share this one's URLs.
  ///
  /// @param depth `Integer.MAX_VALUE` for none
  public void levelElsewhere(int depth) {
    memory.levelElsewhere(depth);
  }

  @Override
  public void offer(List<CrawlUrl> urls) {
    var head = new ArrayList<CrawlUrl>();
    var added = new HashMap<String, Integer>();
    var grown = new ArrayList<Backlog>();
    int size = headSize();
    for (var url : urls) {
      var backlog = backlog(url.host());
      int here = memory.waitingCount(url.host()) + added.getOrDefault(url.host(), 0);
      boolean fits = backlog.count == 0 && !backlog.loading && here < size;
      if (fits || !backlog.isBeyond(url)) {
        backlog.reached(url);
        head.add(url);
        added.merge(url.host(), 1, Integer::sum);
      } else {
        backlog.count++;
        backlogCount++;
        if (backlog.loading) {
          backlog.meanwhile.add(url);
        } else {
          grown.add(backlog);
        }
      }
    }
    memory.offer(head);
    // Only now, when all of them are counted: the piece may hold any of them.
    grown.forEach(this::refill);
  }

  @Override
  public List<CrawlUrl> lease(int atMost, long nowNanos) {
    while (levelByLevel && loadingCount > 0) {
      awaitArrival();
    }
    var leases = memory.lease(atMost, nowNanos);
    while (leases.isEmpty() && loadingCount > 0) {
      awaitArrival();
      leases = memory.lease(atMost, nowNanos);
    }
    for (var url : leases) {
      refill(backlog(url.host()));
    }
    return leases;
  }

  @Override
  public void moved(CrawlUrl leased, CrawlUrl moved) {
    memory.moved(leased, moved);
  }

  @Override
  public void complete(CrawlUrl url, boolean asked) {
    memory.complete(url, asked);
  }

  @Override
  public void retry(CrawlUrl url, long atNanos) {
    memory.retry(url, atNanos);
  }

  @Override
  public void retryLast(CrawlUrl url, long atNanos) {
    memory.retryLast(url, atNanos);
  }

  @Override
  public void pace(String host, int concurrency, long delayNanos) {
    memory.pace(host, concurrency, delayNanos);
  }

  @Override
  public void share(String host, String address, int concurrency) {
    memory.share(host, address, concurrency);
  }

  @Override
  public void delay(String host, long untilNanos) {
    memory.delay(host, untilNanos);
  }

  @Override
  public List<CrawlUrl> block(String host) {
    var backlog = backlog(host);
    while (backlog.loading) {
      awaitArrival();
    }
    var head = memory.block(host);
    if (!head.isEmpty() || backlog.count == 0) {
      return head;
    }
    backlog.loading = true;
    List<CrawlUrl> rest;
    try {
      rest = state.next(host, backlog.depth, backlog.order, PIECE).await();
    } finally {
      backlog.loading = false;
    }
    memory.offer(arrived(backlog, rest));
    return rest;
  }

  @Override
  public List<CrawlUrl> drain(int atMost) {
    var head = memory.drain(atMost);
    if (!head.isEmpty()) {
      return head;
    }
    for (var backlog : List.copyOf(backlogs.values())) {
      if (backlog.count > 0) {
        return block(backlog.host);
      }
    }
    return head;
  }

  @Override
  public long nextAtNanos() {
    return memory.nextAtNanos();
  }

  @Override
  public long askableCount(String host) {
    var backlog = backlog(host);
    return memory.askableCount(host) + (memory.isHeldBack(backlog.depth) ? 0 : backlog.count);
  }

  @Override
  public FrontierStats stats() {
    var head = memory.stats();
    return new FrontierStats(
        head.waitingCount() + backlogCount,
        head.leasedCount(),
        head.hostCount(),
        head.activeHostCount());
  }

  private Backlog backlog(String host) {
    return backlogs.computeIfAbsent(host, Backlog::new);
  }

  private int headSize() {
    return (int) Math.max(SMALLEST_HEAD, room - memory.stats().waitingCount());
  }

  private void refill(Backlog backlog) {
    if (backlog.count == 0 || backlog.loading) {
      return;
    }
    int size = headSize();
    if (memory.waitingCount(backlog.host) > size / 2) {
      return;
    }
    backlog.loading = true;
    var load = state.next(backlog.host, backlog.depth, backlog.order, Math.min(size, PIECE));
    loadingCount++;
    load.addDoneCallback(done -> {
      backlog.loading = false;
      loadingCount--;
      try {
        take(backlog, done.result());
      } catch (Exception | Error e) {
        state.fail(e);
      }
      state.wake();
      if (arrival != null && !arrival.isDone()) {
        arrival.setResult(true);
      }
    });
  }

  private void take(Backlog backlog, List<CrawlUrl> urls) {
    var late = arrived(backlog, urls);
    memory.offer(urls);
    memory.offer(late);
    refill(backlog);
  }

  /// Suspends until some piece has arrived. Only the crawl's own task waits here.
  private void awaitArrival() {
    Future<Boolean> next = state.loop().createFuture();
    arrival = next;
    next.await();
  }

  /// Moves the place behind a piece.
  ///
  /// @return what was offered meanwhile and is now on this side of the place
  private List<CrawlUrl> arrived(Backlog backlog, List<CrawlUrl> urls) {
    backlog.count -= urls.size();
    backlogCount -= urls.size();
    if (!urls.isEmpty()) {
      backlog.reached(urls.getLast());
    } else if (backlog.count > backlog.meanwhile.size()) {
      throw state.damaged(backlog.count + " URLs of " + backlog.host + " are missing");
    }
    var late = backlog.meanwhile;
    backlog.meanwhile = new ArrayList<>();
    late.removeIf(backlog::isBeyond);
    backlog.count -= late.size();
    backlogCount -= late.size();
    return late;
  }
}
