package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.FailureCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps connections for the next request to the same origin.
///
/// Bounded on every side: connections of one origin (whoever comes late waits), idle connections
/// over all origins (the least recently used goes), and origins remembered (likewise). There is no
/// timer: whoever gives a connection back closes those that have expired meanwhile.
///
/// Used by tasks of a loop and by threads alike; the lock is held for a few table operations, never
/// while anybody waits or closes.
final class ConnectionPool implements AutoCloseable {
  /// Origins without a connection are remembered for their version, up to this many.
  private static final int MAX_ORIGINS = 10_000;

  private final Transport transport;
  private final int perOrigin;
  private final int maxIdle;
  private final long idleTimeoutNanos;
  private final Object lock = new Object();
  private final Map<String, Origin> origins = new LinkedHashMap<>(64, 0.75f, true);
  private @Nullable PooledWire oldest;
  private @Nullable PooledWire newest;
  private int idleCount;
  private boolean closed;

  /// @param maxIdle how many idle connections it keeps: where pools share the options, its part of
  ///   what these allow
  ConnectionPool(Transport transport, FetchOptions options, int maxIdle) {
    this.transport = transport;
    this.perOrigin = options.connectionsPerOrigin();
    this.maxIdle = maxIdle;
    this.idleTimeoutNanos = options.idleTimeout().toNanos();
  }

  /// Enters an origin: takes one of its connection permits, waiting for it when all are taken.
  /// Whoever has entered must [#leave].
  Origin enter(String name, long deadlineAtNanos) throws PeerException {
    Origin origin;
    Waiter waiter;
    synchronized (lock) {
      origin = origin(name);
      if (origin.activeCount < perOrigin) {
        origin.activeCount++;
        return origin;
      }
      waiter = transport.waiter();
      origin.waiting.add(waiter);
    }
    await(origin, waiter, deadlineAtNanos);
    return origin;
  }

  /// The idle connection that was used last; null when there is none that is young enough.
  @Nullable PooledWire takeIdle(Origin origin) {
    List<PooledWire> expired = List.of();
    try {
      synchronized (lock) {
        expired = expired();
        var wire = origin.idle.peek();
        if (wire != null) {
          unlink(wire);
        }
        return wire;
      }
    } finally {
      closeAll(expired);
    }
  }

  /// Leaves an origin.
  ///
  /// @param kept a connection to keep for the next; null for none
  void leave(Origin origin, @Nullable PooledWire kept) {
    List<PooledWire> expired = List.of();
    Waiter next;
    synchronized (lock) {
      next = passOn(origin);
      if (kept != null) {
        var now = transport.nowNanos();
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
  }

  /// Closes the idle connections; those in use are closed when they are given back.
  @Override
  public void close() {
    List<PooledWire> all;
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

  /// Waits for a permit that another passes on. Whoever is woken has it; whoever gives up, at the
  /// deadline or because its task is cancelled, leaves the line, and passes on what came too late.
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
          "all " + perOrigin + " connections to " + origin.name + " are in use");
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

  /// Gives a permit to the first who waits, who is to be woken; back to the origin when nobody
  /// does.
  private static @Nullable Waiter passOn(Origin origin) {
    var next = origin.waiting.poll();
    if (next == null) {
      origin.activeCount--;
    }
    return next;
  }

  /// Takes out what has expired or is too much, oldest first; the caller closes it.
  private List<PooledWire> expired() {
    List<PooledWire> out = List.of();
    var now = transport.nowNanos();
    while (oldest != null && (closed || idleCount > maxIdle || oldest.expiresAtNanos - now <= 0)) {
      if (out.isEmpty()) {
        out = new ArrayList<>();
      }
      out.add(oldest);
      unlink(oldest);
    }
    return out;
  }

  private void forgetOrigins() {
    if (origins.size() >= MAX_ORIGINS) {
      var each = origins.values().iterator();
      // The eldest entries come first; those in use are few beside the bound.
      for (var looked = 0; looked < 16 && each.hasNext(); looked++) {
        if (each.next().isUnused()) {
          each.remove();
        }
      }
    }
  }

  private void link(PooledWire wire) {
    wire.older = newest;
    wire.newer = null;
    if (newest == null) {
      oldest = wire;
    } else {
      newest.newer = wire;
    }
    newest = wire;
    idleCount++;
    if (wire.origin != null) {
      wire.origin.idle.push(wire);
    }
  }

  private void unlink(PooledWire wire) {
    if (wire.older == null) {
      oldest = wire.newer;
    } else {
      wire.older.newer = wire.newer;
    }
    if (wire.newer == null) {
      newest = wire.older;
    } else {
      wire.newer.older = wire.older;
    }
    wire.older = null;
    wire.newer = null;
    idleCount--;
    if (wire.origin != null) {
      wire.origin.idle.remove(wire);
      wire.origin = null;
    }
  }

  private static void closeAll(List<PooledWire> wires) {
    for (var each : wires) {
      each.wire.close();
    }
  }
}
