package dev.spinneret.samples.bench;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.concurrent.Executors;

/// Callbacks and timers.
final class CallbackLoads {
  private static final int BATCH = 1000;
  private static final int OTHER_TIMERS = 1000;

  private CallbackLoads() {}

  /// A callback put on the ready queue and run, a thousand a turn.
  static double callSoon(EventLoop loop, Meter meter) throws Exception {
    return meter.nanosPerOperation(
        BATCH,
        () -> {
          for (int i = 0; i < BATCH; i++) {
            loop.callSoon(CallbackLoads::nothing);
          }
          Tasks.yieldNow();
        });
  }

  /// A callback handed over by another thread and run, ten thousand in a burst; the CPU time of
  /// both threads.
  static double callSoonThreadsafe(EventLoop loop, Meter meter) throws Exception {
    int burst = 10 * BATCH;
    try (var producer = Executors.newSingleThreadExecutor()) {
      return meter.nanosPerOperation(
          burst,
          () -> {
            Future<Boolean> last = loop.createFuture();
            producer.execute(() -> {
              for (int i = 1; i < burst; i++) {
                loop.callSoonThreadsafe(CallbackLoads::nothing);
              }
              loop.callSoonThreadsafe(() -> last.setResult(true));
            });
            last.await();
          });
    }
  }

  /// A timer set and cancelled, beside a thousand that stay.
  static double timerSetCancel(EventLoop loop, Meter meter) throws Exception {
    for (int i = 0; i < OTHER_TIMERS; i++) {
      loop.callLater(Duration.ofHours(1 + i % 7), CallbackLoads::nothing);
    }
    var delay = Duration.ofSeconds(30);
    return meter.nanosPerOperation(
        BATCH,
        () -> {
          for (int i = 0; i < BATCH; i++) {
            loop.callLater(delay, CallbackLoads::nothing).cancel();
          }
          Tasks.yieldNow();
        });
  }

  private static void nothing() {}
}
