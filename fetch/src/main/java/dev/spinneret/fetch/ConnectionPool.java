package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps connections for the next request to the same origin.
///
/// Bounded on every side: connections of one origin (whoever comes late waits), idle connections
/// over all origins (the least recently used goes), idle ones and those in use together (as far as
/// idle ones can go), and origins remembered. A fetch for which this machine has no descriptor left
/// takes the place of idle connections, or waits until another fetch has ended. There is no timer:
/// whoever gives a connection back closes those that have expired meanwhile.
///
/// Used by tasks of a loop and by threads alike; the lock is held for a few table operations, never
/// while anybody waits or closes.
final class ConnectionPool implements AutoCloseable {
  /// Origins without a connection are remembered for their version, up to this many.
  private static final int MAX_ORIGINS = 10_000;

  private static final long MAX_WAIT_FOR_ROOM_NANOS = 250_000_000;

  private final Transport transport;
  private final int perOrigin;
  private final int maxIdle;
  private final int maxOpen;
  private final long idleTimeoutNanos;
  private final Object lock = new Object();
  private final Map<String, Origin> origins = new LinkedHashMap<>(64, 0.75f, true);
  private @Nullable PooledWire oldest;
  private @Nullable PooledWire newest;
  private int idleCount;
  private int activeCount;

  /// Who could not open a connection for want of descriptors, the first first.
  private final ArrayDeque<Waiter> starving = new ArrayDeque<>(0);

  private boolean closed;

  /// @param maxIdle how many idle connections it keeps: where pools share the options, its part of
  ///   what these allow
  ConnectionPool(Transport transport, FetchOptions options, int maxIdle) {
    this.transport = transport;
    this.perOrigin = options.connectionsPerOrigin();
    this.maxIdle = maxIdle;
    this.maxOpen = options.maxConnections();
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
        activeCount++;
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

  /// Makes room for a connection that is about to be opened: closes idle ones as far as there would
  /// be too many.
  void makeRoom() {
    List<PooledWire> surplus;
    synchronized (lock) {
      surplus =
          activeCount + idleCount > maxOpen ? oldest(activeCount + idleCount - maxOpen) : List.of();
    }
    closeAll(surplus);
  }

  /// Waits for a descriptor, after one was missing: closes the idle connections, or else waits for
  /// another fetch to end, and not for long, as others may use up descriptors, too.
  ///
  /// @return false when the deadline has passed
  boolean awaitRoom(long deadlineAtNanos) throws PeerException {
    List<PooledWire> idle;
    Waiter waiter = null;
    var nowNanos = transport.nowNanos();
    synchronized (lock) {
      idle = oldest(idleCount);
      if (idle.isEmpty()) {
        waiter = transport.waiter();
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
    return transport.nowNanos() - deadlineAtNanos < 0;
  }

  /// Leaves an origin.
  ///
  /// @param kept a connection to keep for the next; null for none
  void leave(Origin origin, @Nullable PooledWire kept) {
    List<PooledWire> expired = List.of();
    Waiter next;
    Waiter starved;
    synchronized (lock) {
      next = passOn(origin);
      starved = starving.poll();
      if (kept != null && starved != null) {
        expired = List.of(kept);
      } else if (kept != null) {
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
    if (starved != null) {
      starved.wake();
    }
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
  private @Nullable Waiter passOn(Origin origin) {
    var next = origin.waiting.poll();
    if (next == null) {
      origin.activeCount--;
      activeCount--;
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

  /// Takes out the idle connections that have not been used for the longest time; the caller closes
  /// them.
  private List<PooledWire> oldest(int count) {
    var out = new ArrayList<PooledWire>();
    while (oldest != null && out.size() < count) {
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
