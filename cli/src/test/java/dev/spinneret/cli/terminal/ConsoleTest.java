package dev.spinneret.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final StringWriter err = new StringWriter();

  private Console console(LogLevel level, Style style, boolean isBrief) {
    return new Console("spinneret crawl", new PrintWriter(err), level, style, isBrief);
  }

  @Test
  void aPersonIsShownWhatHappenedFirst() {
    var console = console(LogLevel.INFO, Style.PLAIN, true);
    console.report("status 404", "http://h/a", "http://h/");
    console.report("timed out", "http://h/b", null);
    assertEquals(
        "status 404  http://h/a\n  linked from http://h/\ntimed out  http://h/b\n", err.toString());
  }

  @Test
  void aLogNamesTheProgram() {
    var console = console(LogLevel.INFO, Style.PLAIN, false);
    console.report("status 404", "http://h/a", "http://h/");
    assertEquals(
        "spinneret crawl: http://h/a: status 404; linked from http://h/\n", err.toString());
  }

  @Test
  void whatIsLessImportantThanTheLevelIsLeftOut() {
    var console = console(LogLevel.WARNING, Style.PLAIN, true);
    console.report("status 404", "http://h/a", null);
    console.log(LogLevel.DEBUG, "x");
    assertEquals("", err.toString());
  }

  @Test
  void colorsEndWhereTheTextEnds() {
    var console = console(LogLevel.INFO, Style.COLORED, true);
    console.report("status 404", "http://h/a", null);
    console.log(LogLevel.ERROR, "no");
    assertEquals(
        "\u001b[31mstatus 404\u001b[0m  http://h/a\n\u001b[31mspinneret crawl\u001b[0m: no\n",
        err.toString());
  }

  @Test
  void aMessageTakesThePlaceOfTheLineWhichIsDrawnBelow() {
    var console = console(LogLevel.INFO, Style.PLAIN, false);
    console.draw("1 page", 6);
    console.log(LogLevel.INFO, "x");
    console.erase();
    assertEquals(
        "\u001b[?7l1 page\u001b[?7h\r\u001b[Kspinneret crawl: x\n"
            + "\u001b[?7l1 page\u001b[?7h\r\u001b[K",
        err.toString());
  }

  /// There is no terminal, so the width counts as 80, and a line of 200 columns as one from before
  /// the terminal was made narrower.
  @Test
  void allRowsOfALineThatWasWrappedAreErased() {
    var console = console(LogLevel.INFO, Style.PLAIN, false);
    console.draw("x", 200);
    console.erase();
    assertEquals("\u001b[?7lx\u001b[?7h\u001b[2A\r\u001b[J", err.toString());
  }

  @Test
  void aLineThatIsDrawnAgainInANarrowerTerminalTakesOneRow() {
    var console = console(LogLevel.INFO, Style.PLAIN, false);
    console.draw("x", 200);
    console.log(LogLevel.INFO, "a");
    console.log(LogLevel.INFO, "b");
    var line = "\u001b[?7lx\u001b[?7h";
    assertEquals(
        line
            + "\u001b[2A\r\u001b[Jspinneret crawl: a\n"
            + line
            + "\r\u001b[Kspinneret crawl: b\n"
            + line,
        err.toString());
  }
}
