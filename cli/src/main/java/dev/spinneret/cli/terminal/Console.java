package dev.spinneret.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/// Standard error during a crawl: messages, one line each, and on a terminal one last line that is
/// drawn again and again. A message takes the place of that line, which is then drawn below it.
///
/// The line may be wider than the terminal, which may change its width at any time: it is drawn
/// with the wrapping of the terminal turned off (DECAWM), so it never takes a second row that
/// nobody would erase.
///
/// May be called from any thread.
public final class Console {
  private static final String BACK_AND_ERASE = "\r\u001b[K";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter err;
  private final LogLevel level;
  private String line = "";

  /// Creates a console without a last line.
  ///
  /// @param err where messages are printed
  /// @param level the least important level that is logged
  public Console(PrintWriter err, LogLevel level) {
    this.err = err;
    this.level = level;
  }

  /// Whether messages of a level are logged.
  ///
  /// @param of the level
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

  /// Logs a message with more lines below it, which stay together.
  ///
  /// @param of how important it is
  /// @param text the first line
  /// @param below the other lines, escaped as the first
  public synchronized void log(LogLevel of, String text, List<String> below) {
    if (logs(of)) {
      if (!line.isEmpty()) {
        err.print(BACK_AND_ERASE);
      }
      err.print("spinneret crawl: " + TerminalText.of(text) + "\n");
      for (var each : below) {
        err.print("  " + TerminalText.of(each) + "\n");
      }
      err.print(line.isEmpty() ? "" : drawn());
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
  /// @param text without control characters
  public synchronized void draw(String text) {
    line = text;
    err.print(BACK_AND_ERASE + drawn());
    err.flush();
  }

  /// Erases the last line, if there is one.
  public synchronized void erase() {
    if (!line.isEmpty()) {
      line = "";
      err.print(BACK_AND_ERASE);
      err.flush();
    }
  }

  private String drawn() {
    return NO_WRAP + line + WRAP;
  }
}
