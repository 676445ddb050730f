package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The finished jar in a pseudo-terminal, seen by a [Screen].
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class TerminalIT {
  /// Runs a command in a terminal of that width, `NARROW` at half time; prints what it wrote.
  private static final String PTY =
      """
      import fcntl, os, pty, struct, sys, termios
      def resize(columns):
          fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
      %s
      pid, fd = pty.fork()
      if pid == 0:
          os.execvp(sys.argv[1], sys.argv[1:])
      resize(%d)
      written = b''
      while True:
          try:
              part = os.read(fd, 65536)
          except OSError:
              break
          if not part:
              break
          written += part
          if written.count(b' queued') == 3:
              resize(20)
      os.waitpid(pid, 0)
      os.write(1, written)
      """;

  @TempDir Path directory;

  @BeforeEach
  void thereIsPython() {
    assumeTrue(Program.isInstalled("python3"), "python3 is not installed: no pseudo-terminal");
  }

  private String inTerminal(int columns, String setting, String... args) throws Exception {
    var run = new Program(directory).python(PTY.formatted(setting, columns), args);
    assertEquals(0, run.code(), run.err());
    return run.out().replace("\r\n", "\n\r");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 30})
  void theProgressLineIsDrawnAgainAndLeavesNothingBehind(int columns) throws Exception {
    var options = SiteOptions.DEFAULT.withPages(200).withLatency(Latency.parse("200ms"));
    try (var site = SiteThread.start(options)) {
      var written =
          inTerminal(columns, "", "crawl", site.site().url(), "--per-host", "30", "-o", "a.jsonl");
      assertTrue(written.split("\\?7l", -1).length > 4, written);
      var screen = new Screen(columns).print(written);
      assertFalse(screen.text().contains(" queued"), screen.text());
      assertEquals(0, screen.highestRedrawn(), "one row is enough");
      assertTrue(screen.wraps(), "the terminal is left as it was");
      var first = screen.text().replace("\n", "");
      assertTrue(first.matches("(?s)[0-9]+ URLs: .*limited by .* %.*"), screen.text());
    }
  }

  @Test
  void messagesStandAboveTheProgressLine() throws Exception {
    var options =
        SiteOptions.DEFAULT
            .withPages(100)
            .withLatency(Latency.parse("200ms"))
            .withHazards(h -> h.withErrorShare(0.1));
    try (var site = SiteThread.start(options)) {
      var written =
          inTerminal(
              120, "", "crawl", site.site().url(), "-v", "--per-host", "20", "-o", "a.jsonl");
      var screen = new Screen(120).print(written);
      assertFalse(screen.text().contains(" queued"), screen.text());
      assertTrue(
          screen
              .text()
              .lines()
              .anyMatch(
                  line -> line.matches("spinneret crawl: http.*: status 404; linked from .*")),
          screen.text());
    }
  }

  @Test
  void withoutAnOutputAPersonSeesWhatIsBrokenAndNoRecords() throws Exception {
    var options =
        SiteOptions.DEFAULT
            .withPages(60)
            .withLatency(Latency.parse("50ms"))
            .withHazards(h -> h.withErrorShare(0.1));
    try (var site = SiteThread.start(options)) {
      var url = site.site().url();
      var screen = new Screen(100).print(inTerminal(100, "", "crawl", url)).text();
      assertFalse(screen.contains("{\"url\""), screen);
      // Eight are; one or two may be gone where the terminal became narrower.
      long shown = screen.lines().filter(line -> line.matches("status 404  http.*")).count();
      assertTrue(shown >= 6, screen);
      assertTrue(screen.contains("\n  linked from http"), screen);
      assertTrue(screen.matches("(?s).*[0-9]+ URLs: [0-9,]+ ok, .* broken.*"), screen);
      var records = inTerminal(100, "", "crawl", url, "-j", "-q");
      assertTrue(records.startsWith("{\"url\""), records);
      var plain = inTerminal(100, "", "crawl", url, "--color", "never");
      assertFalse(plain.matches("(?s).*\u001b\\[3[0-9]m.*"), plain);
    }
  }

  @Test
  void quietAndDumbTerminalsGetNoProgress() throws Exception {
    var options = SiteOptions.DEFAULT.withPages(20).withLatency(Latency.parse("300ms"));
    try (var site = SiteThread.start(options)) {
      var url = site.site().url();
      assertEquals("", inTerminal(80, "", "crawl", url, "-q", "-o", "a.jsonl"));
      var dumb = inTerminal(80, "os.environ['TERM'] = 'dumb'", "crawl", url, "-o", "b.jsonl");
      assertFalse(dumb.contains("\u001b"), dumb);
    }
  }

  @Test
  void helpHasNoColoursWhereTheyAreUnwelcome() throws Exception {
    var plain = inTerminal(80, "os.environ['NO_COLOR'] = '1'", "crawl", "--help");
    assertTrue(plain.contains("--max-depth=N"), plain);
    assertFalse(plain.contains("\u001b"), plain);
  }

  /// A title or a header field that would clear the screen or set the window's title.
  @Test
  void textFromTheWebDoesNotReachTheTerminalAsItIs() throws Exception {
    var page = "<title>a\u001b[2J\u009bb</title><a href='/x\u001b]0;owned\u0007\u202ey'>x</a>";
    var reply =
        "HTTP/1.0 %s\r\n"
            + "Content-Type: text/html;\u001b[2J\u009b2J\r\n"
            + "X: \u001b]0;owned\u0007\r\n\r\n"
            + page;
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, reply));
      var url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      for (var args :
          new String[][] {
            {"crawl", url, "-v", "--links"},
            {"fetch", url},
            {"fetch", url, "--json"},
            {"fetch", url, "--body"}
          }) {
        new Screen(100).print(inTerminal(100, "", args));
      }
    }
  }

  /// Answers until the socket is closed: the root is there, all else is not.
  private static void serve(ServerSocket server, String reply) {
    try {
      while (true) {
        try (var socket = server.accept()) {
          var request = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
          var first = request.readLine();
          for (var line = first; line != null && !line.isEmpty(); ) {
            line = request.readLine();
          }
          var status = String.valueOf(first).contains(" / ") ? "200 OK" : "404 \u001b[2J";
          socket.getOutputStream().write(reply.formatted(status).getBytes(UTF_8));
        }
      }
    } catch (IOException _) {
      // The test is over.
    }
  }
}
