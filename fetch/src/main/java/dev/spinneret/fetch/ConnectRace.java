package dev.spinneret.fetch;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Connects to one host as RFC 8305 §5 describes: an attempt begins when the previous one has
/// failed, or has not succeeded within 250 ms, and runs in parallel with it. The first to connect
/// wins; the others are cancelled, and closed if they connect nevertheless.
final class ConnectRace {
  /// The Connection Attempt Delay that RFC 8305 §8 recommends.
  private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

  /// How one attempt ended: with a stream, or with a failure.
  private record Ended(
      InetSocketAddress remote, @Nullable ByteStream stream, @Nullable IOException failure) {}

  private final EventLoop loop;
  private final Dialer dialer;
  private final List<InetSocketAddress> remotes;
  private final long timeoutNanos;
  private final long deadlineAtNanos;
  private final List<Task<Ended>> running = new ArrayList<>();

  /// @param remotes in the order to try
  /// @param timeoutNanos for each attempt
  /// @param deadlineAtNanos for all of them
  ConnectRace(
      EventLoop loop,
      Dialer dialer,
      List<InetSocketAddress> remotes,
      long timeoutNanos,
      long deadlineAtNanos) {
    this.loop = loop;
    this.dialer = dialer;
    this.remotes = remotes;
    this.timeoutNanos = timeoutNanos;
    this.deadlineAtNanos = deadlineAtNanos;
  }

  /// Runs the race in the current task; call once.
  ///
  /// @throws PeerException if no address could be connected to: the last failure
  ByteStream run() throws PeerException {
    try {
      var begunCount = 0;
      while (true) {
        if (begunCount < remotes.size()) {
          begin(remotes.get(begunCount++));
        }
        Ended last = null;
        do {
          var waited =
              begunCount < remotes.size()
                  ? Tasks.wait(running, WaitUntil.FIRST_COMPLETED, ATTEMPT_DELAY)
                  : Tasks.wait(running, WaitUntil.FIRST_COMPLETED);
          for (var task : waited.done()) {
            last = task.result();
            if (last.failure() != null && ConnectAttempts.isOurs(last.remote(), last.failure())) {
              throw ConnectAttempts.failure(last.remote(), last.failure());
            }
            if (last.stream() != null) {
              running.remove(task);
              return last.stream();
            }
          }
          running.removeAll(waited.done());
        } while (begunCount == remotes.size() && !running.isEmpty());
        if (begunCount == remotes.size() && last != null && last.failure() != null) {
          throw ConnectAttempts.failure(last.remote(), last.failure());
        }
      }
    } finally {
      running.forEach(ConnectRace::giveUp);
    }
  }

  private void begin(InetSocketAddress remote) {
    var untilNanos = Math.min(deadlineAtNanos, loop.timeNanos() + timeoutNanos);
    running.add(
        loop.createTask(() -> {
          try {
            return new Ended(remote, dialer.connect(remote, untilNanos), null);
          } catch (IOException e) {
            return new Ended(remote, null, e);
          }
        }));
  }

  private static void giveUp(Task<Ended> loser) {
    loser.cancel();
    loser.addDoneCallback(ended -> {
      if (!ended.isCancelled()) {
        var stream = ended.result().stream();
        if (stream != null) {
          stream.close();
        }
      }
    });
  }
}
