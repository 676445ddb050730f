package dev.spinneret.engine.crawl.frontier;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which host is next.
///
/// Two heaps of hosts: `ready` hosts may be requested from now, the one with the fewest leases
/// first, so that a slow host never holds up a fast one; `waiting` hosts may be requested from
/// later, the earliest first. Each step costs O(log hosts). A ready host whose address serves other
/// hosts, too, and has no room for another lease is parked at its [AddressGroup].
///
/// The keys of a host change only in [#change], or between [#remove] and [#place].
final class HostSchedule {
  private final HostHeap ready;
  private final HostHeap waiting = new HostHeap(HostSchedule::byTime);
  private long nowNanos = Long.MIN_VALUE;
  private int activeCount;

  /// @param levelByLevel whether lesser depths come first, whatever the host
  HostSchedule(boolean levelByLevel) {
    ready = new HostHeap(levelByLevel ? HostSchedule::byLevel : HostSchedule::byTurn);
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
    int sooner = Long.compare(a.readyAtNanos, b.readyAtNanos);
    return sooner != 0 ? sooner : Long.compare(a.head().order(), b.head().order());
  }

  /// Sets the time. Hosts whose time has come become ready.
  void advance(long nanos) {
    nowNanos = nanos;
    for (var host = waiting.peek();
        host != null && host.readyAtNanos <= nowNanos;
        host = waiting.peek()) {
      remove(host);
      place(host);
    }
  }

  /// The ready host that is next.
  ///
  /// @return null if no host is ready
  @Nullable HostQueue first() {
    return ready.peek();
  }

  /// When the first waiting host becomes ready.
  ///
  /// @return an instant of the loop's time; `Long.MAX_VALUE` if none waits
  long nextAtNanos() {
    var host = waiting.peek();
    return host == null ? Long.MAX_VALUE : host.readyAtNanos;
  }

  /// How many hosts have URLs that wait, are leased or are to be retried.
  int activeCount() {
    return activeCount;
  }

  /// Takes a ready host out until its address has room.
  ///
  /// @param group the host's
  void park(HostQueue host, AddressGroup group) {
    ready.remove(host);
    host.parked = true;
    group.parked.add(host);
  }

  /// Lets parked hosts try again until one of them is ready.
  ///
  /// @param group whose leases or limit have changed; null has no effect
  void makeRoom(@Nullable AddressGroup group) {
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

  /// Changes a host while it is in no heap, and puts it where it then belongs.
  void change(HostQueue host, Consumer<HostQueue> change) {
    boolean before = host.isActive();
    remove(host);
    change.accept(host);
    place(host);
    if (host.isActive() != before) {
      activeCount += before ? -1 : 1;
    }
  }

  /// Takes a host out, wherever it is.
  void remove(HostQueue host) {
    if (host.heap != null) {
      host.heap.remove(host);
    } else if (host.parked && host.group != null) {
      host.group.parked.remove(host);
      host.parked = false;
    }
  }

  /// Puts a host that was taken out where it belongs: nowhere if nothing waits for it, or if it has
  /// all the leases that it may have.
  void place(HostQueue host) {
    if (host.waitingCount() > 0 && host.leasedCount < host.concurrency) {
      (host.readyAtNanos > nowNanos ? waiting : ready).add(host);
    }
  }
}
