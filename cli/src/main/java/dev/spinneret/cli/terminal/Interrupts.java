package dev.spinneret.cli.terminal;

import dev.spinneret.engine.loop.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/// The signals that ask a command to end: Ctrl-C, SIGTERM, and SIGHUP, which a terminal sends when
/// it is closed. The first asks for an orderly end, the second for an end at once.
///
/// What the process was started to ignore, as `nohup` does with SIGHUP, stays ignored.
public final class Interrupts {
  private final AtomicInteger count = new AtomicInteger();
  private volatile int exitCode = ExitCode.INTERRUPTED;

  private Interrupts() {}

  /// Catches the signals from now on.
  ///
  /// @param first runs at the first signal, on a thread of the JVM's
  /// @param second runs at every later one
  public static Interrupts on(Runnable first, Runnable second) {
    var interrupts = new Interrupts();
    var signals = new Signals();
    interrupts.handle(signals, "INT", ExitCode.INTERRUPTED, first, second);
    interrupts.handle(signals, "TERM", ExitCode.TERMINATED, first, second);
    interrupts.handle(signals, "HUP", ExitCode.HUNG_UP, first, second);
    return interrupts;
  }

  private void handle(Signals signals, String name, int code, Runnable first, Runnable second) {
    try {
      signals.handle(
          name,
          () -> {
            if (count.getAndIncrement() == 0) {
              exitCode = code;
              first.run();
            } else {
              second.run();
            }
          });
    } catch (IllegalArgumentException _) {
      // The JVM keeps its own way of ending, as -Xrs asks for; or, as on Windows, there is no such
      // signal.
    }
  }

  /// Catches no signal.
  ///
  /// @return no signals, for ever
  public static Interrupts none() {
    return new Interrupts();
  }

  /// How many signals came.
  public int count() {
    return count.get();
  }

  /// The exit code after the first signal, as shells have it: 128 and the signal's number.
  ///
  /// @return that of SIGINT before the first signal
  public int exitCode() {
    return exitCode;
  }
}
