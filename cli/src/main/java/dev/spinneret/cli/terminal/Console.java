package dev.spinneret.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Standard error during a crawl: messages, one line each, and on a terminal one last line that is
/// drawn again and again. A message takes the place of that line, which is then drawn below it.
///
/// The line is drawn with the wrapping of the terminal turned off (DECAWM), so it never takes a
/// second row that nobody would erase. A terminal that was made narrower since may have wrapped it
/// again: all its rows are erased then.
///
/// May be called from any thread.
public final class Console {
  private static final String ERASE_ROW = "\r\u001b[K";
  private static final String ERASE_ALL_BELOW = "\r\u001b[J";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final String name;
  private final PrintWriter err;
  private final LogLevel level;
  private final Style style;
  private final boolean isBrief;
  private String line = "";

  /// How many columns the line takes.
  private int width;

  /// Creates a console of `spinneret crawl` without a last line.
  ///
  /// @param err where messages are printed
  /// @param level the least important level that is logged
  public Console(PrintWriter err, LogLevel level) {
    this("spinneret crawl", err, level, Style.PLAIN, false);
  }

  /// Creates a console without a last line.
  ///
  /// @param name what messages begin with
  /// @param err where messages are printed
  /// @param level the least important level that is logged
  /// @param style whether messages are coloured
  /// @param isBrief whether URLs are reported for a person at the terminal: what happened first,
  ///   and not which program says so
  public Console(String name, PrintWriter err, LogLevel level, Style style, boolean isBrief) {
    this.name = name;
    this.err = err;
    this.level = level;
    this.style = style;
    this.isBrief = isBrief;
  }

  /// Whether messages of a level are logged.
  ///
  /// @return whether [#log] prints them
  public boolean logs(LogLevel of) {
    return of.compareTo(level) <= 0;
  }

  /// Logs a message of one line; control characters are escaped.
  ///
  /// @param of how important it is
  /// @param text may hold text from the web
  public void log(LogLevel of, String text) {
    log(of, text, List.of());
  }

  /// Logs what happened to a URL, at level INFO.
  ///
  /// @param what such as `status 404`
  /// @param referrer the page that links to it; null for none
  public void report(String what, String href, @Nullable String referrer) {
    var from = referrer == null ? "" : "linked from " + referrer;
    if (!isBrief) {
      log(LogLevel.INFO, href + ": " + what + (from.isEmpty() ? "" : "; " + from));
      return;
    }
    var below = from.isEmpty() ? List.<String>of() : List.of(from);
    print(LogLevel.INFO, style.bad(TerminalText.of(what)) + "  " + TerminalText.of(href), below);
  }

  /// Logs a message with more lines below it, which stay together.
  ///
  /// @param of how important it is
  /// @param text the first line
  /// @param below the other lines, escaped as the first
  public void log(LogLevel of, String text, List<String> below) {
    print(of, prefix(of) + TerminalText.of(text), below);
  }

  /// Says something that was asked for, at any level.
  ///
  /// @param text the first line
  /// @param below the other lines, escaped as the first
  public void say(String text, List<String> below) {
    print(LogLevel.ERROR, name + ": " + TerminalText.of(text), below);
  }

  private String prefix(LogLevel of) {
    return switch (of) {
      case ERROR -> style.bad(name) + ": ";
      case WARNING -> style.doubtful(name) + ": ";
      case INFO, DEBUG -> name + ": ";
    };
  }

  private synchronized void print(LogLevel of, String first, List<String> below) {
    if (logs(of)) {
      eraseLine();
      err.print(first + "\n");
      for (var each : below) {
        err.print("  " + TerminalText.of(each) + "\n");
      }
      if (!line.isEmpty()) {
        width = Math.min(width, WindowSize.columns()); // drawn anew, it does not wrap
        err.print(drawn());
      }
      err.flush();
    }
  }

  /// Adds an indented line to the message before: something to copy.
  ///
  /// @param text may hold text from the web
  public synchronized void append(String text) {
    err.print("  " + TerminalText.of(text) + "\n");
    err.flush();
  }

  /// Draws the last line in place of the one before.
  ///
  /// @param text harmless for a terminal; may be coloured
  /// @param columns that it takes, fewer than the terminal has
  public synchronized void draw(String text, int columns) {
    eraseLine();
    line = text;
    width = columns;
    err.print(drawn());
    err.flush();
  }

  /// Erases the last line, if there is one.
  public synchronized void erase() {
    if (!line.isEmpty()) {
      eraseLine();
      line = "";
      err.flush();
    }
  }

  private void eraseLine() {
    if (line.isEmpty()) {
      return;
    }
    int rowsAbove = (width - 1) / WindowSize.columns();
    err.print(rowsAbove == 0 ? ERASE_ROW : "\u001b[" + rowsAbove + "A" + ERASE_ALL_BELOW);
  }

  private String drawn() {
    return NO_WRAP + line + WRAP;
  }
}
