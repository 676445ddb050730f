package dev.spinneret.fetch;

import dev.spinneret.fetch.http.HttpVersion;
import java.util.ArrayDeque;

/// What a fetcher knows about one origin. All fields but `version` are guarded by the pool's lock.
final class Origin {
  final String name;

  /// Idle connections, the most recently used first.
  final ArrayDeque<PooledWire> idle = new ArrayDeque<>(2);

  /// Exchanges that are going on, each with one connection.
  int activeCount;

  /// Who waits for a connection, the first first. A permit that is given back goes to them.
  final ArrayDeque<Waiter> waiting = new ArrayDeque<>(0);

  /// The version that requests are sent in when the mode is AUTO.
  volatile HttpVersion version = HttpVersion.HTTP_1_0;

  Origin(String name) {
    this.name = name;
  }

  boolean isUnused() {
    return activeCount == 0 && waiting.isEmpty() && idle.isEmpty();
  }
}
