package dev.spinneret.fetch;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Ends writes of blocking sockets at their deadline by closing the socket: unlike reads, writes
/// have no timeout, and a peer that never reads would block the thread forever.
///
/// Threads report when a write begins and ends. While there are fetches, a timer of the loop checks
/// the running writes, so that a write ends at most [#TICK] after its deadline; a timer for each
/// write would wake the loop for each request.
final class WriteWatch implements AutoCloseable {
  static final Duration TICK = Duration.ofMillis(100);

  private final EventLoop loop;

  /// When each write must have ended, an instant of [System#nanoTime].
  private final Map<Socket, Long> writes = new ConcurrentHashMap<>();

  private int fetchCount;
  private @Nullable TimerHandle timer;

  /// @param loop its tasks call [#fetchBegins] and [#fetchEnds]
  WriteWatch(EventLoop loop) {
    this.loop = loop;
  }

  /// A task of the loop hands a fetch to a thread.
  void fetchBegins() {
    fetchCount++;
    if (timer == null) {
      timer = loop.callLater(TICK, this::tick);
    }
  }

  /// The fetch has ended.
  void fetchEnds() {
    fetchCount--;
  }

  /// A thread begins to write.
  void begin(Socket socket, long deadlineAtNanos) {
    writes.put(socket, deadlineAtNanos);
  }

  /// The write has ended, well or not.
  ///
  /// @return false if the deadline had passed and the socket was closed
  boolean end(Socket socket) {
    return writes.remove(socket) != null;
  }

  /// Ends all writes.
  @Override
  public void close() {
    if (timer != null) {
      timer.cancel();
    }
    writes.keySet().forEach(this::expire);
  }

  private void tick() {
    timer = fetchCount > 0 ? loop.callLater(TICK, this::tick) : null;
    var now = System.nanoTime();
    writes.forEach((socket, deadlineAtNanos) -> {
      if (deadlineAtNanos != Long.MAX_VALUE && deadlineAtNanos - now <= 0) {
        expire(socket);
      }
    });
  }

  /// Only the thread that removes the entry may close: the write may end at the same moment.
  private void expire(Socket socket) {
    if (end(socket)) {
      try {
        socket.close();
      } catch (IOException _) {
        // The descriptor is released in any case.
      }
    }
  }
}
