package dev.spinneret.cli.crawl;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Has the whole heap collected whenever it has grown to half as much again as lived in it, the
/// young generation apart.
///
/// The serial collector, which costs least, looks at the old generation only when the heap has
/// reached its limit, by default a quarter of the machine's memory; and what thousands of fetches
/// hold when the young generation is collected goes to the old one. Without this, 5,000 fetches in
/// flight, which hold 40 MB, would soon take 500.
///
/// The launcher passes the size of the young generation. Where it did not, because someone chose
/// the heap's size, the JVM gives it a third.
final class HeapPacer implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  /// What may be there besides the young generation: a small crawl is left alone.
  static final long SLACK_BYTES = 32L << 20;

  private final EventLoop loop;
  private final long youngBytes;
  private final LongSupplier usedBytes;
  private final Runnable collection;
  private long liveBytes;
  private @Nullable TimerHandle timer;

  /// Looks after a heap. On the loop's thread.
  ///
  /// @param youngBytes the size of the young generation, which is nearly always full of garbage
  /// @param usedBytes returns how much of the heap is used, garbage included
  /// @param collection frees the garbage; the loop waits for it
  private HeapPacer(EventLoop loop, long youngBytes, LongSupplier usedBytes, Runnable collection) {
    this.loop = loop;
    this.youngBytes = youngBytes;
    this.usedBytes = usedBytes;
    this.collection = collection;
  }

  /// Looks after the heap of this process until it is closed.
  static HeapPacer start(EventLoop loop) {
    var runtime = Runtime.getRuntime();
    return start(
        loop,
        Long.getLong("spinneret.young", runtime.maxMemory() / 3),
        () -> runtime.totalMemory() - runtime.freeMemory(),
        System::gc);
  }

  /// Creates a pacer for a heap that others measure.
  static HeapPacer start(
      EventLoop loop, long youngBytes, LongSupplier usedBytes, Runnable collection) {
    var pacer = new HeapPacer(loop, youngBytes, usedBytes, collection);
    pacer.wake();
    return pacer;
  }

  private void wake() {
    timer = loop.callLater(INTERVAL, this::look);
  }

  private void look() {
    if (usedBytes.getAsLong() > liveBytes + liveBytes / 2 + youngBytes + SLACK_BYTES) {
      collection.run();
      liveBytes = usedBytes.getAsLong();
    }
    wake();
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.cancel();
    }
  }
}
