package dev.spinneret.engine.io.process;

import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.Libc;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/// Sends signals for which [Process] has no method.
final class ProcessSignal {
  /// The numbers of Linux on x86_64 and aarch64.
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("ABRT", 6),
          Map.entry("KILL", 9),
          Map.entry("USR1", 10),
          Map.entry("USR2", 12),
          Map.entry("PIPE", 13),
          Map.entry("ALRM", 14),
          Map.entry("TERM", 15),
          Map.entry("CHLD", 17),
          Map.entry("CONT", 18),
          Map.entry("STOP", 19),
          Map.entry("TSTP", 20),
          Map.entry("WINCH", 28));

  private ProcessSignal() {}

  /// Sends a signal, with a system call if native access is possible, otherwise with the command
  /// `kill`.
  static void send(String name, long pid) throws IOException {
    var number = NUMBERS.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          "signal " + name + ": allowed are " + NUMBERS.keySet().stream().sorted().toList());
    }
    if (EpollPoller.isAvailable()) {
      Calls.LIBC.get().call(Calls.KILL, pid, number, 0);
    } else {
      var _ =
          new ProcessBuilder("kill", "-s", name, String.valueOf(pid))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
    }
  }

  /// Linked only if it is used.
  private static final class Calls {
    static final MemorySegment KILL = Libc.find("kill");
    static final ThreadLocal<Libc> LIBC = ThreadLocal.withInitial(Libc::new);
  }
}
