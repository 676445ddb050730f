package dev.spinneret.fetch;

import dev.spinneret.fetch.http.HttpVersion;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// What a fetcher knows about one origin. All fields but `version` are guarded by the pool's lock.
final class Origin {
  final String name;

  /// Idle connections, the most recently used first.
  final ArrayDeque<PooledWire> idle = new ArrayDeque<>(2);

  /// Exchanges that are going on, each with one connection.
  int activeCount;

  int waitingCount;
  @Nullable Condition permit;

  /// The version that requests are sent in when the mode is AUTO.
  volatile HttpVersion version = HttpVersion.HTTP_1_0;

  Origin(String name) {
    this.name = name;
  }

  boolean isUnused() {
    return activeCount == 0 && waitingCount == 0 && idle.isEmpty();
  }
}
