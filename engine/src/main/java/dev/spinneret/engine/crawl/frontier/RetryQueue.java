package dev.spinneret.engine.crawl.frontier;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The URLs that are to be requested again, the earliest first.
///
/// Adding one and removing the first cost O(log n), removing those of a host O(n).
final class RetryQueue {
  private final PriorityQueue<Retry> byTime = new PriorityQueue<>(Retry::byTime);

  /// A URL that is to be requested again.
  ///
  /// @param url what is to be leased
  /// @param atNanos not before this instant of the loop's time
  /// @param last whether it comes after the URLs of its host and depth that wait by then, rather
  ///   than before them
  record Retry(CrawlUrl url, long atNanos, boolean last) {
    /// Returns the URL to its host's queue.
    void putBack(HostQueue host) {
      host.retryCount--;
      if (last) {
        host.add(url);
      } else {
        host.addFirst(url);
      }
    }

    private static int byTime(Retry a, Retry b) {
      int sooner = Long.compare(a.atNanos, b.atNanos);
      return sooner != 0 ? sooner : Long.compare(a.url.order(), b.url.order());
    }
  }

  void add(Retry retry) {
    byTime.add(retry);
  }

  /// Removes the first one that is due.
  ///
  /// @param nowNanos the loop's time; `Long.MAX_VALUE` for the first one at any time
  /// @return null if none is due
  @Nullable Retry poll(long nowNanos) {
    return nextAtNanos() <= nowNanos ? byTime.poll() : null;
  }

  /// Removes the URLs of a host.
  ///
  /// @param host the name of a host queue
  /// @return what was removed, in no order
  List<CrawlUrl> removeOf(String host) {
    var removed = new ArrayList<CrawlUrl>();
    byTime.removeIf(retry -> {
      boolean isOfHost = retry.url.host().equals(host);
      if (isOfHost) {
        removed.add(retry.url);
      }
      return isOfHost;
    });
    return removed;
  }

  /// When the first one is due.
  ///
  /// @return an instant of the loop's time; `Long.MAX_VALUE` if there is none
  long nextAtNanos() {
    var first = byTime.peek();
    return first == null ? Long.MAX_VALUE : first.atNanos;
  }
}
