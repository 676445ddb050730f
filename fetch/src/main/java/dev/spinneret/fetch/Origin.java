package dev.spinneret.fetch;

import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.http.HttpVersion;
import java.util.ArrayDeque;

/// What a fetcher knows about one origin. Queues and counts are guarded by the pool's lock; the
/// rest, what it has learnt about the server, is written by whoever learns it.
final class Origin {
  final String name;

  /// Idle connections, the most recently used first.
  final ArrayDeque<PooledWire> idle = new ArrayDeque<>(2);

  /// Exchanges that are going on, each with one connection.
  int activeCount;

  /// Who waits for a connection, the first first. A permit that is given back goes to them.
  final ArrayDeque<Waiter> waiting = new ArrayDeque<>(0);

  /// The version that requests are sent in when the mode is AUTO.
  volatile HttpVersion version = HttpVersion.HTTP_1_1;

  /// Whether a request in 1.1 was ever answered: silence then has other reasons than the version.
  volatile boolean knowsOneDotOne;

  /// Whether 1.0 was tried where 1.1 seemed to fail, and was no better.
  volatile boolean oneDotZeroIsNoBetter;

  /// How long a Cookie field this server takes, as far as is known.
  volatile int maxCookieBytes = CookieJar.MAX_FIELD_BYTES;

  /// The longest Cookie field without which a request was refused all the same.
  volatile int innocentCookieBytes;

  Origin(String name) {
    this.name = name;
  }

  boolean isUnused() {
    return activeCount == 0 && waiting.isEmpty() && idle.isEmpty();
  }
}
