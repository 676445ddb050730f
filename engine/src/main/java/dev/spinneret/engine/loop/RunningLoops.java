package dev.spinneret.engine.loop;

import dev.spinneret.engine.jdk.VirtualThreads;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The running loops of the process, at most one per platform thread.
@SuppressWarnings("ReferenceEquality") // Threads are compared by identity.
final class RunningLoops {
  private static final ConcurrentHashMap<Thread, EventLoop> BY_THREAD = new ConcurrentHashMap<>();

  private static final Entry NONE = new Entry(null, null);

  /// The loop that started to run last, which in most processes is the only one, so that it is
  /// found without the map.
  private static volatile Entry latest = NONE;

  private RunningLoops() {}

  private record Entry(@Nullable Thread thread, @Nullable EventLoop loop) {}

  /// The loop that runs the current task or callback.
  static @Nullable EventLoop here() {
    var carrier = VirtualThreads.carrier();
    var entry = latest;
    return entry.thread == carrier ? entry.loop : BY_THREAD.get(carrier);
  }

  /// Throws if no loop can start to run on the current thread.
  static void checkNoneHere() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("an event loop runs on a platform thread, not a virtual one");
    }
    if (here() != null) {
      throw new IllegalStateException("another event loop is running on this thread");
    }
  }

  static void enter(EventLoop loop) {
    BY_THREAD.put(Thread.currentThread(), loop);
    latest = new Entry(Thread.currentThread(), loop);
  }

  static void leave() {
    BY_THREAD.remove(Thread.currentThread());
    if (latest.thread == Thread.currentThread()) {
      latest = NONE;
    }
  }
}
