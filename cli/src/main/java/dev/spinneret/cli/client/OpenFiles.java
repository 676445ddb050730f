package dev.spinneret.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How many connections fit into the number of files that the system lets this process open
/// (`ulimit -n`).
public final class OpenFiles {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final String LIMIT = "Max open files";

  /// What is opened later besides outputs and connections: the pollers of a loop, a state with its
  /// two companions, native libraries while they are unpacked, sockets to name servers.
  private static final int RESERVE = 14;

  /// Below it, connections may take the descriptor that the first class needs that is not in the
  /// cache of classes.
  private static final int LOW = 256;

  private OpenFiles() {}

  /// The number of connections, idle ones included.
  ///
  /// @param outputCount files that are going to be opened for records
  /// @param loopCount event loops
  /// @return at least 1; [Integer#MAX_VALUE] where the system does not say
  public static int connections(int outputCount, int loopCount) {
    try {
      var limit = limit(Files.readString(LIMITS));
      if (limit == null) {
        return Integer.MAX_VALUE;
      }
      if (limit < LOW) {
        openJar();
      }
      var free = limit - open() - RESERVE - outputCount - 2L * loopCount;
      return Math.clamp(free, 1, Integer.MAX_VALUE);
    } catch (IOException _) {
      return Integer.MAX_VALUE;
    }
  }

  /// Opens the jar, which otherwise is left to the first class that the cache lacks.
  private static void openJar() {
    ClassLoader.getSystemResource("META-INF/MANIFEST.MF");
  }

  /// The soft limit in the text of `/proc/PID/limits`; null for none.
  static @Nullable Long limit(String limits) {
    for (var line : limits.lines().toList()) {
      if (line.startsWith(LIMIT)) {
        var soft = line.substring(LIMIT.length()).strip().split(" ", 2)[0];
        return soft.equals("unlimited") ? null : Long.valueOf(soft);
      }
    }
    return null;
  }

  private static long open() throws IOException {
    try (var all = Files.list(OPEN)) {
      return all.count();
    }
  }
}
