package dev.spinneret.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What this process has used so far, start-up included.
///
/// @param cpu user and system time of all threads
/// @param peakMemoryBytes most memory in use at any time; 0 if the system does not report it
public record ProcessUsage(Duration cpu, long peakMemoryBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /// Asks the system.
  ///
  /// @return the use until now
  public static ProcessUsage now() {
    var cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return new ProcessUsage(cpu, peak());
  }

  /// Lets the peak of memory begin anew, where the system can (proc(5), `clear_refs`).
  public static void forgetPeak() {
    try {
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    } catch (IOException _) {
      // Then the peak is that of the whole process.
    }
  }

  /// The memory that is resident now.
  ///
  /// @return bytes; 0 if the system does not report it
  public static long residentBytes() {
    return status("VmRSS:");
  }

  private static long peak() {
    return status("VmHWM:");
  }

  /// A line of `/proc/self/status`, in bytes.
  private static long status(String name) {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    try {
      for (var line : Files.readAllLines(STATUS)) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
      return 0;
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
  }
}
