package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.FetchOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps connections for the next request to the same origin.
///
/// Everything is bounded: connections per origin (later fetches wait), idle connections of all
/// origins and the memory that they hold (the least recently used is closed), idle connections and
/// those in use together (as far as closing idle ones helps), and the number of remembered origins.
/// If this machine has no descriptor left for a fetch, idle connections are closed, or the fetch
/// waits until another one ends. There is no timer: returning a connection closes those that have
/// expired.
///
/// Used by tasks of a loop and by threads alike; the lock is held for a few table operations, never
/// while waiting or closing.
final class ConnectionPool implements AutoCloseable {
  /// Origins without a connection are remembered for their version, up to this many.
  private static final int MAX_ORIGINS = 10_000;

  private static final long MAX_WAIT_FOR_ROOM_NANOS = 250_000_000;

  private final Dialer dialer;
  private final int perOrigin;
  private final int maxIdle;
  private final long maxIdleBytes;
  private final int maxOpen;
  private final long idleTimeoutNanos;
  private final Object lock = new Object();
  private final Map<String, Origin> origins = new LinkedHashMap<>(64, 0.75f, true);
  private @Nullable PooledConnection oldest;
  private @Nullable PooledConnection newest;
  private int idleCount;
  private long idleBytes;
  private int activeCount;

  /// Fetches waiting for a descriptor, in order of arrival.
  private final ArrayDeque<Waiter> starving = new ArrayDeque<>(0);

  private boolean closed;

  /// @param maxIdle how many idle connections it keeps: where pools share the options, its part of
  ///   what these allow, also of the memory
  ConnectionPool(Dialer dialer, FetchOptions options, int maxIdle) {
    this.dialer = dialer;
    this.perOrigin = options.pool().perOrigin();
    this.maxIdle = maxIdle;
    this.maxIdleBytes =
        options.pool().maxIdleBytes() * maxIdle / Math.max(1, options.pool().maxIdle());
    this.maxOpen = options.pool().maxOpen();
    this.idleTimeoutNanos = options.pool().idleTimeout().toNanos();
  }

  /// Enters an origin: acquires one of its connection permits, waiting if all are taken. Each call
  /// must be followed by [#leave].
  Origin enter(String name, long deadlineAtNanos) throws PeerException {
    Origin origin;
    Waiter waiter;
    synchronized (lock) {
      origin = origin(name);
      if (hasPermit(origin)) {
        origin.activeCount++;
        activeCount++;
        return origin;
      }
      waiter = dialer.waiter();
      origin.waiting.add(waiter);
    }
    await(origin, waiter, deadlineAtNanos);
    return origin;
  }

  private boolean hasPermit(Origin origin) {
    return origin.activeCount < Math.min(perOrigin, origin.slots.most());
  }

  /// Whether a connection is idle.
  boolean hasIdle(Origin origin) {
    synchronized (lock) {
      return !origin.idle.isEmpty();
    }
  }

  /// Returns the most recently used idle connection; null if there is none that is young enough.
  @Nullable PooledConnection takeIdle(Origin origin) {
    List<PooledConnection> expired = List.of();
    try {
      synchronized (lock) {
        expired = expired();
        var connection = origin.idle.peek();
        if (connection != null) {
          unlink(connection);
        }
        return connection;
      }
    } finally {
      closeAll(expired);
    }
  }

  /// Makes room for a connection that is about to be opened: closes idle ones if there would be too
  /// many.
  void makeRoom() {
    List<PooledConnection> surplus;
    synchronized (lock) {
      surplus =
          activeCount + idleCount > maxOpen ? oldest(activeCount + idleCount - maxOpen) : List.of();
    }
    closeAll(surplus);
  }

  /// Waits for a descriptor after none was left: closes the idle connections, or otherwise waits
  /// for another fetch to end, but not for long, because other programs may use up descriptors,
  /// too.
  ///
  /// @return false when the deadline has passed
  boolean awaitRoom(long deadlineAtNanos) throws PeerException {
    List<PooledConnection> idle;
    Waiter waiter = null;
    var nowNanos = dialer.nowNanos();
    synchronized (lock) {
      idle = oldest(idleCount);
      if (idle.isEmpty()) {
        waiter = dialer.waiter();
        starving.add(waiter);
      }
    }
    closeAll(idle);
    if (waiter != null) {
      try {
        waiter.await(Math.min(deadlineAtNanos, nowNanos + MAX_WAIT_FOR_ROOM_NANOS));
      } finally {
        synchronized (lock) {
          starving.remove(waiter);
        }
      }
    }
    return dialer.nowNanos() - deadlineAtNanos < 0;
  }

  /// Leaves an origin.
  ///
  /// @param kept a connection to keep for the next; null for none
  void leave(Origin origin, @Nullable PooledConnection kept) {
    List<PooledConnection> expired = List.of();
    Waiter next;
    Waiter starved;
    synchronized (lock) {
      next = passOn(origin);
      starved = starving.poll();
      if (kept != null && starved != null) {
        expired = List.of(kept);
      } else if (kept != null) {
        var now = dialer.nowNanos();
        kept.expiresAtNanos = now + Math.min(idleTimeoutNanos, kept.keptNanos);
        kept.origin = origin;
        link(kept);
        expired = expired();
      }
    }
    if (next != null) {
      next.wake();
    }
    closeAll(expired);
    if (starved != null) {
      starved.wake();
    }
  }

  /// Closes the idle connections; those in use are closed when they are returned.
  @Override
  public void close() {
    List<PooledConnection> all;
    synchronized (lock) {
      closed = true;
      all = expired();
    }
    closeAll(all);
  }

  private Origin origin(String name) {
    var origin = origins.get(name);
    if (origin == null) {
      forgetOrigins();
      origin = new Origin(name);
      origins.put(name, origin);
    }
    return origin;
  }

  /// Waits for a permit that another fetch passes on. A fetch that is woken has it. One that gives
  /// up, at the deadline or because its task is cancelled, leaves the queue and passes on a permit
  /// that came too late.
  private void await(Origin origin, Waiter waiter, long deadlineAtNanos) throws PeerException {
    var woken = false;
    try {
      woken = waiter.await(deadlineAtNanos);
    } finally {
      if (!woken) {
        giveUp(origin, waiter);
      }
    }
    if (!woken) {
      throw new PeerException(
          FailureCause.CONNECT_TIMEOUT,
          "all %d connections to %s are in use"
              .formatted(Math.min(perOrigin, origin.slots.most()), origin.name));
    }
  }

  private void giveUp(Origin origin, Waiter waiter) {
    Waiter next = null;
    synchronized (lock) {
      if (!origin.waiting.remove(waiter)) {
        next = passOn(origin);
      }
    }
    if (next != null) {
      next.wake();
    }
  }

  /// Returns a permit to the origin, and gives one to the first waiting fetch, which the caller
  /// wakes.
  private @Nullable Waiter passOn(Origin origin) {
    origin.activeCount--;
    activeCount--;
    var next = hasPermit(origin) ? origin.waiting.poll() : null;
    if (next != null) {
      origin.activeCount++;
      activeCount++;
    }
    return next;
  }

  /// Removes connections that have expired or exceed the limit, oldest first; the caller closes
  /// them.
  private List<PooledConnection> expired() {
    List<PooledConnection> out = List.of();
    var now = dialer.nowNanos();
    while (oldest != null
        && (closed
            || idleCount > maxIdle
            || idleBytes > maxIdleBytes
            || oldest.expiresAtNanos - now <= 0)) {
      if (out.isEmpty()) {
        out = new ArrayList<>();
      }
      out.add(oldest);
      unlink(oldest);
    }
    return out;
  }

  /// Removes the least recently used idle connections; the caller closes them.
  private List<PooledConnection> oldest(int count) {
    var out = new ArrayList<PooledConnection>();
    while (oldest != null && out.size() < count) {
      out.add(oldest);
      unlink(oldest);
    }
    return out;
  }

  private void forgetOrigins() {
    if (origins.size() >= MAX_ORIGINS) {
      var each = origins.values().iterator();
      // The oldest entries come first; those in use are few compared with the bound.
      for (var looked = 0; looked < 16 && each.hasNext(); looked++) {
        if (each.next().isUnused()) {
          each.remove();
        }
      }
    }
  }

  private void link(PooledConnection connection) {
    connection.older = newest;
    connection.newer = null;
    if (newest == null) {
      oldest = connection;
    } else {
      newest.newer = connection;
    }
    newest = connection;
    idleCount++;
    connection.heldBytes = connection.stream.heldBytes();
    idleBytes += connection.heldBytes;
    if (connection.origin != null) {
      connection.origin.idle.push(connection);
    }
  }

  private void unlink(PooledConnection connection) {
    if (connection.older == null) {
      oldest = connection.newer;
    } else {
      connection.older.newer = connection.newer;
    }
    if (connection.newer == null) {
      newest = connection.older;
    } else {
      connection.newer.older = connection.older;
    }
    connection.older = null;
    connection.newer = null;
    idleCount--;
    idleBytes -= connection.heldBytes;
    if (connection.origin != null) {
      connection.origin.idle.remove(connection);
      connection.origin = null;
    }
  }

  private static void closeAll(List<PooledConnection> connections) {
    for (var each : connections) {
      each.close();
    }
  }
}
