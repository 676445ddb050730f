package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.DomainState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What has been read so far of a domain that a crawler has claimed, and up to where.
final class ClaimedDomain {
  private final long id;
  private final int level;
  private final Map<Long, Host> hosts = new HashMap<>();
  private final List<DeepLink> deepLinks = new ArrayList<>();
  private long[] open = new long[16];
  private int openCount;
  private QueuePlace place = new QueuePlace(Long.MIN_VALUE, -1, -1);
  private long nextFingerprint = Long.MIN_VALUE;
  private boolean isQueueRead;
  private boolean areUrlsRead;

  /// A place in the order of a domain's rows in `queue`.
  record QueuePlace(long host, int depth, long order) {}

  private record DeepLink(String href, String referrer) {}

  /// What the URLs of a host add up to.
  static final class Host {
    long openCount;
    long lastOrder;
    long pageCount;
    long bodyBytes;
  }

  ClaimedDomain(long id, int level) {
    this.id = id;
    this.level = level;
  }

  long id() {
    return id;
  }

  int level() {
    return level;
  }

  /// Behind which place the queue is to be read on.
  QueuePlace place() {
    return place;
  }

  /// From which fingerprint on the URLs with verdicts are to be read.
  long nextFingerprint() {
    return nextFingerprint;
  }

  boolean isQueueRead() {
    return isQueueRead;
  }

  boolean areUrlsRead() {
    return areUrlsRead;
  }

  boolean isComplete() {
    return isQueueRead && areUrlsRead;
  }

  /// A waiting URL was read.
  void waits(QueuePlace at, long fingerprint) {
    place = at;
    if (openCount == open.length) {
      open = Arrays.copyOf(open, 2 * openCount);
    }
    open[openCount++] = fingerprint;
    var host = host(at.host());
    host.openCount++;
    host.lastOrder = Math.max(host.lastOrder, at.order());
  }

  /// A URL with a verdict was read.
  ///
  /// @param isPage whether it is a page with content
  /// @param bytes of its body; 0 when there was no reply
  void ended(long host, long fingerprint, boolean isPage, long bytes) {
    nextFingerprint = fingerprint + 1;
    areUrlsRead |= fingerprint == Long.MAX_VALUE;
    var sums = host(host);
    sums.pageCount += isPage ? 1 : 0;
    sums.bodyBytes += bytes;
  }

  void queueRead() {
    isQueueRead = true;
  }

  void urlsRead() {
    areUrlsRead = true;
  }

  /// A link of a page far from the seeds was read.
  void deepLink(String href, String referrer) {
    deepLinks.add(new DeepLink(href, referrer));
  }

  /// Begins the domain's state with what was read.
  DomainState state() {
    var state = new DomainState(id, Arrays.copyOf(open, openCount));
    deepLinks.forEach(link -> state.deepLink(link.href, link.referrer));
    return state;
  }

  /// The hosts of its URLs, by their numbers.
  Map<Long, Host> hosts() {
    return hosts;
  }

  private Host host(long number) {
    return hosts.computeIfAbsent(number, _ -> new Host());
  }
}
