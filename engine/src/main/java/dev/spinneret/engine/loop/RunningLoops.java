package dev.spinneret.engine.loop;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The running loops of the process by the thread that carries them, at most one on each.
final class RunningLoops {
  private static final ConcurrentHashMap<Thread, EventLoop> BY_THREAD = new ConcurrentHashMap<>();

  private RunningLoops() {}

  /// The loop that runs the current task or callback.
  static @Nullable EventLoop here() {
    return BY_THREAD.get(VirtualThreads.carrier());
  }

  /// Refuses a thread on which no loop can begin to run.
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
  }

  static void leave() {
    BY_THREAD.remove(Thread.currentThread());
  }
}
