package dev.spinneret.fetch;

import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.http.HttpVersion;
import java.util.ArrayDeque;

/// What a fetcher knows about one origin. The pool's lock guards queues and counts; the rest, which
/// describes the server, is written by the fetch that observes it.
final class Origin {
  final String name;

  /// Idle connections, the most recently used first.
  final ArrayDeque<PooledConnection> idle = new ArrayDeque<>(2);

  /// Running exchanges, each with one connection.
  int activeCount;

  /// Fetches that wait for a connection, in order of arrival. They receive returned permits.
  final ArrayDeque<Waiter> waiting = new ArrayDeque<>(0);

  /// How many connections the server serves at a time.
  final ConnectionSlots slots = new ConnectionSlots();

  /// The version that requests are sent in when the mode is AUTO.
  volatile HttpVersion version = HttpVersion.HTTP_1_1;

  /// Whether a request in 1.1 was ever answered: after that, a missing reply is not due to the
  /// version.
  volatile boolean knowsOneDotOne;

  /// Whether a whole reply ever came in chunks: after that, one that does not is not due to the
  /// version, with which the server would say less about where a body ends.
  volatile boolean knowsChunks;

  /// Whether a request that was refused on a used connection was accepted on a new one.
  volatile boolean wantsNewConnections;

  /// Whether such a request was refused on a new connection, too.
  volatile boolean reuseIsInnocent;

  /// Whether 1.0 was tried after 1.1 seemed to fail, and did no better.
  volatile boolean oneDotZeroIsNoBetter;

  /// The longest Cookie field that this server accepts, as far as is known.
  volatile int maxCookieBytes = CookieJar.MAX_FIELD_BYTES;

  /// The longest Cookie field whose removal did not help a refused request.
  volatile int innocentCookieBytes;

  Origin(String name) {
    this.name = name;
  }

  /// Learns from a reply to a request of a version.
  ///
  /// @param inChunks whether it was whole and came in chunks
  void answered(HttpVersion requested, boolean inChunks) {
    if (requested == HttpVersion.HTTP_1_1) {
      knowsOneDotOne = true;
      if (inChunks) {
        knowsChunks = true;
      }
    }
  }

  boolean isUnused() {
    return activeCount == 0 && waiting.isEmpty() && idle.isEmpty();
  }
}
