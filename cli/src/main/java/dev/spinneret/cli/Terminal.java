package dev.spinneret.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether the standard streams are a terminal. The launcher knows and says so; without it, Linux
/// is asked.
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /// Whether standard output is a terminal.
  static boolean isOutput() {
    return is("spinneret.terminal.out", 1);
  }

  /// Whether standard error is a terminal that can redraw a line.
  static boolean isError() {
    return is("spinneret.terminal.err", 2) && !"dumb".equals(System.getenv("TERM"));
  }

  /// The width of standard error's terminal.
  static int columns() {
    return Math.max(20, Integer.getInteger("spinneret.terminal.columns", USUAL_COLUMNS));
  }

  private static boolean is(String property, int descriptor) {
    var said = System.getProperty(property);
    if (said != null) {
      return said.equals("true");
    }
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
