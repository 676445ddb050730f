package dev.spinneret.cli;

import dev.spinneret.cli.terminal.TerminalText;
import java.io.PrintWriter;
import java.util.List;

/// What a crawl tells on standard error: messages, a line each, and on a terminal one last line
/// that is drawn again and again. A message takes the place of that line, which is then drawn below
/// it.
///
/// The line may be wider than the terminal, which may change its width at any time: it is drawn
/// with the wrapping of the terminal turned off (DECAWM), so it never takes a second row that
/// nobody would erase.
///
/// May be called from any thread.
final class Notices {
  private static final String BACK_AND_ERASE = "\r\u001b[K";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter err;
  private final LogLevel level;
  private String line = "";

  /// Nothing is told at first.
  ///
  /// @param err where to
  /// @param level the least important that is told
  Notices(PrintWriter err, LogLevel level) {
    this.err = err;
    this.level = level;
  }

  /// Whether messages of a level are told.
  boolean tells(LogLevel of) {
    return of.compareTo(level) <= 0;
  }

  /// Tells something in one line, made harmless.
  ///
  /// @param of how important it is
  /// @param text may hold text from the web
  void tell(LogLevel of, String text) {
    tell(of, text, List.of());
  }

  /// Tells something with more lines below it, which stay together.
  ///
  /// @param of how important it is
  /// @param text the first line
  /// @param below the others, made harmless as the first
  synchronized void tell(LogLevel of, String text, List<String> below) {
    if (tells(of)) {
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

  /// Goes on with the message before, indented: something to copy.
  ///
  /// @param text may hold text from the web
  synchronized void tellBelow(String text) {
    err.print("  " + TerminalText.of(text) + "\n");
    err.flush();
  }

  /// Draws the last line in place of the one before.
  ///
  /// @param text harmless
  synchronized void draw(String text) {
    line = text;
    err.print(BACK_AND_ERASE + drawn());
    err.flush();
  }

  /// Erases the last line, if there is one.
  synchronized void erase() {
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
