package dev.spinneret.fetch;

/// How many connections an origin serves at the same time, as far as it shows.
///
/// Servers with one thread, as in small devices and for tests, talk to one client until that closes
/// the connection. Meanwhile the system accepts further connections, on which nothing is answered.
/// So a request on a further connection is withdrawn if nothing comes while others of the origin
/// are answered, and waits for one of their connections.
///
/// Perhaps only the page was slow. Then it is slow on the other connection, too, and from then on
/// the origin is left to its pace. A limit that was found is raised by one from time to time.
/// Connections that were served at the same time are never called too many. Safe on any thread.
final class ConnectionSlots {
  /// How long a further connection may be without a reply before it is looked at, and again.
  static final long PATIENCE_NANOS = 1_000_000_000;

  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int OTHER_REPLIES = 3;
  private static final int FIRST_RAISE_AFTER = 32;
  private static final int LAST_RAISE_AFTER = 1 << 20;

  private int most = UNLIMITED;
  private int servedCount;
  private int provenCount = 1;
  private boolean pagesAreSlow;
  private long replyCount;
  private int raiseAfter = FIRST_RAISE_AFTER;
  private int repliesToRaise = FIRST_RAISE_AFTER;

  /// How many connections may be in use.
  ///
  /// @return [#UNLIMITED] if no limit is known
  synchronized int most() {
    return most;
  }

  /// How many replies have come.
  synchronized long replyCount() {
    return replyCount;
  }

  /// Records a reply.
  ///
  /// @param further whether it is the first one on its connection, which stays open
  synchronized void replied(boolean further) {
    replyCount++;
    if (further && ++servedCount > provenCount) {
      provenCount = servedCount;
      raiseAfter = FIRST_RAISE_AFTER;
    }
    if (most != UNLIMITED && --repliesToRaise <= 0) {
      most++;
      raiseAfter = Math.min(LAST_RAISE_AFTER, 2 * raiseAfter);
      repliesToRaise = raiseAfter;
    }
  }

  /// Records that a connection was closed that had been served.
  synchronized void closed() {
    servedCount--;
  }

  /// Whether a connection without a reply is one too many.
  ///
  /// @param replyCountBefore how many replies had come when its request was sent
  /// @param othersIdle whether another connection is idle
  synchronized boolean isStalled(long replyCountBefore, boolean othersIdle) {
    long others = replyCount - replyCountBefore;
    return !pagesAreSlow
        && servedCount > 0
        && servedCount >= provenCount
        && (others >= OTHER_REPLIES || (others > 0 && othersIdle));
  }

  /// Limits the connections to as many as were served at the same time.
  synchronized void lower() {
    most = Math.min(most, provenCount);
    repliesToRaise = raiseAfter;
  }

  /// Records how long a withdrawn request took on a connection that is served.
  synchronized void served(long nanos) {
    if (nanos >= PATIENCE_NANOS) {
      pagesAreSlow = true;
      most = UNLIMITED;
    }
  }
}
