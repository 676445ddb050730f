package dev.spinneret.cli.bench.profile;

import dev.spinneret.cli.report.ProcessUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;

/// The CPU time of this process since it began, by kinds of threads, as Linux counts it.
///
/// @param processNanos of all threads, ended ones included; in steps of 10 ms
/// @param jitNanos of the compilers
/// @param gcNanos of the garbage collector; the serial one works in the JVM's own thread
/// @param jvmNanos of the JVM's other threads
public record ThreadCpu(long processNanos, long jitNanos, long gcNanos, long jvmNanos) {
  private static final Path TASKS = Path.of("/proc/self/task");

  private enum Kind {
    JIT,
    GC,
    JVM,
    PROGRAM
  }

  /// Whether this system reports it.
  ///
  /// @return false without `/proc`
  public static boolean isKnown() {
    return Files.isReadable(TASKS.resolveSibling("schedstat"));
  }

  /// Asks the system.
  ///
  /// @return the time until now
  /// @throws IOException if the system does not report it
  public static ThreadCpu now() throws IOException {
    var nanos = new EnumMap<Kind, Long>(Kind.class);
    try (var tasks = Files.newDirectoryStream(TASKS)) {
      for (var task : tasks) {
        try {
          var name = Files.readString(task.resolve("comm"), StandardCharsets.UTF_8).strip();
          var times = Files.readString(task.resolve("schedstat"), StandardCharsets.UTF_8);
          nanos.merge(
              kind(name), Long.parseLong(times.substring(0, times.indexOf(' '))), Long::sum);
        } catch (NoSuchFileException _) {
          // The thread has ended since the directory was read.
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new ThreadCpu(
        ProcessUsage.now().cpu().toNanos(),
        nanos.getOrDefault(Kind.JIT, 0L),
        nanos.getOrDefault(Kind.GC, 0L),
        nanos.getOrDefault(Kind.JVM, 0L));
  }

  /// By a thread's name, of which Linux keeps 15 characters.
  private static Kind kind(String name) {
    if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
      return Kind.JIT;
    }
    if (name.equals("VM Thread")
        || name.startsWith("GC Thread")
        || name.startsWith("G1 ")
        || name.startsWith("ZWorker")
        || name.startsWith("ZDriver")
        || name.startsWith("Shenandoah")) {
      return Kind.GC;
    }
    return switch (name) {
      case "VM Periodic Tas",
          "Signal Dispatch",
          "Service Thread",
          "Monitor Deflati",
          "Notification Th",
          "Common-Cleaner",
          "Reference Handl",
          "Finalizer",
          "JFR Sampler Thr",
          "JFR Recorder Th",
          "JFR Periodic Ta" ->
          Kind.JVM;
      default -> Kind.PROGRAM;
    };
  }
}
