package dev.spinneret.cli;

import dev.spinneret.engine.loop.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/// Ctrl-C and SIGTERM: the first asks for an orderly end, the second for an end at once.
final class Interrupts {
  private final AtomicInteger count = new AtomicInteger();

  private Interrupts() {}

  /// Catches the signals from now on.
  ///
  /// @param first runs at the first signal, on a thread of the JVM's
  /// @param second runs at every later one
  /// @return tells how many came
  static Interrupts on(Runnable first, Runnable second) {
    var interrupts = new Interrupts();
    var signals = new Signals();
    try {
      for (var name : new String[] {"INT", "TERM"}) {
        signals.handle(
            name, () -> (interrupts.count.getAndIncrement() == 0 ? first : second).run());
      }
    } catch (IllegalArgumentException _) {
      // The JVM keeps its own way of ending, as -Xrs asks for.
    }
    return interrupts;
  }

  /// Catches nothing.
  static Interrupts none() {
    return new Interrupts();
  }

  /// How many signals came.
  int count() {
    return count.get();
  }
}
