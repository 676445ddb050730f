package dev.spinneret.cli.terminal;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import java.lang.foreign.MemorySegment;

/// The width of the terminal that standard error is.
public final class WindowSize {
  /// Where it cannot be found out.
  private static final int USUAL_COLUMNS = 80;

  private static final int STANDARD_ERROR = 2;

  /// The request of Linux (ioctl_tty(2)); the answer has rows before columns, 16 bits each.
  private static final long TIOCGWINSZ = 0x5413;

  private static final int ANSWER_BYTES = 8;
  private static final int COLUMNS_AT = 2;

  private WindowSize() {}

  /// Asks for the width, which may have changed since.
  ///
  /// @return at least 1; without an answer what `COLUMNS` says, or else 80
  public static int columns() {
    var asked = Asked.columns();
    return asked > 0 ? asked : said(System.getenv("COLUMNS"));
  }

  private static int said(@org.jspecify.annotations.Nullable String columns) {
    return columns != null && columns.matches("[1-9][0-9]{0,3}")
        ? Integer.parseInt(columns)
        : USUAL_COLUMNS;
  }

  /// What needs native calls; loaded only by a process that has a terminal.
  private static final class Asked {
    private static final boolean CAN_ASK =
        System.getProperty("os.name", "").equals("Linux")
            && Libc.class.getModule().isNativeAccessEnabled();

    private static final MemorySegment IOCTL = CAN_ASK ? Libc.find("ioctl") : MemorySegment.NULL;

    private Asked() {}

    static int columns() {
      if (!CAN_ASK) {
        return 0;
      }
      var answer = NativeMemory.allocate(ANSWER_BYTES);
      var code = new Libc().call(IOCTL, STANDARD_ERROR, TIOCGWINSZ, answer.address());
      return code == 0 ? answer.bytes().getShort(COLUMNS_AT) : 0;
    }
  }
}
