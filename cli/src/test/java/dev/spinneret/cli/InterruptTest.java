package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.terminal.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM, which does what Ctrl-C does (SIGINT is ignored where tests run in the background), sent
/// to a crawl that has one page in flight and others that wait.
@Timeout(60)
class InterruptTest {
  private static final String LINKS =
      "<a href=/slow></a><a href=/1></a><a href=/2></a><a href=/it%27s></a>";
  private static final Set<String> PATHS = Set.of("/", "/slow", "/1", "/2", "/it%27s");

  @TempDir Path directory;
  private final CountDownLatch slowIsAskedFor = new CountDownLatch(1);
  private final CountDownLatch slowMayAnswer = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> {
      try {
        while (true) {
          var socket = server.accept();
          Thread.startVirtualThread(() -> answer(socket));
        }
      } catch (IOException e) {
        assertTrue(server.isClosed(), e::toString);
      }
    });
  }

  @AfterEach
  void stop() throws IOException {
    slowMayAnswer.countDown();
    server.close();
  }

  private void answer(Socket socket) {
    try (socket;
        var reader = socket.getInputStream();
        var lines = new BufferedReader(new InputStreamReader(reader, StandardCharsets.UTF_8))) {
      var path = lines.readLine().split(" ", -1)[1];
      while (!lines.readLine().isEmpty()) {
        // The rest of the head says nothing new.
      }
      if (path.equals("/slow")) {
        slowIsAskedFor.countDown();
        slowMayAnswer.await();
      }
      var reply =
          "HTTP/1.0 %d Fine\r\nContent-Type: text/html\r\n\r\n%s"
              .formatted(path.equals("/robots.txt") ? 404 : 200, path.equals("/") ? LINKS : path);
      socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException _) {
      // The crawler has left.
    }
  }

  @Test
  void theFirstSignalLetsWhatIsInFlightEndAndTellsHowToGoOn() throws Exception {
    var process = start("--state", file("a state.db"), "-o", file("a.jsonl"));
    slowIsAskedFor.await();
    try (var err = process.errorReader(StandardCharsets.UTF_8)) {
      process.toHandle().destroy();
      assertTrue(err.readLine().startsWith("spinneret crawl: stopping: "));
      assertTrue(process.isAlive(), "it waits for the slow page");
      slowMayAnswer.countDown();

      var lines = rest(err);
      assertEquals(ExitCode.TERMINATED, process.waitFor(), lines.toString());
      assertEquals(Set.of("/", "/slow"), paths("a.jsonl"), "in flight, and nothing new");
      var told = lines.get(lines.size() - 2);
      assertTrue(told.contains("interrupted; 3 URLs wait in "), told);
      goOn(lines.getLast().strip());
      assertEquals(PATHS, paths("a.jsonl"));
    }
  }

  /// Gives the printed command to a shell.
  private void goOn(String command) throws Exception {
    var shell = new ProcessBuilder("sh", "-c", command).inheritIO().start();
    assertEquals(0, shell.waitFor(), command);
  }

  @Test
  void withoutAStateItTellsWhatIsLost() throws Exception {
    var process = start("-o", file("a.jsonl"));
    slowIsAskedFor.await();
    process.toHandle().destroy();
    try (var err = process.errorReader(StandardCharsets.UTF_8)) {
      assertTrue(err.readLine().contains("stopping"));
      slowMayAnswer.countDown();
      var lines = rest(err);
      assertEquals(ExitCode.TERMINATED, process.waitFor());
      assertEquals(
          "spinneret crawl: interrupted; 3 URLs that waited are lost; --state FILE keeps waiting"
              + " URLs",
          lines.getLast());
    }
  }

  @Test
  void theSecondSignalDropsWhatIsInFlight() throws Exception {
    var process = start("--state", file("a state.db"), "-o", file("a.jsonl"));
    slowIsAskedFor.await();
    String command;
    try (var err = process.errorReader(StandardCharsets.UTF_8)) {
      process.toHandle().destroy();
      assertTrue(err.readLine().contains("stopping"));
      process.toHandle().destroy();
      command = rest(err).getLast().strip();
    }
    // The slow page never answers, so only the signal can have ended the process.
    assertEquals(ExitCode.TERMINATED, process.waitFor());
    assertFalse(paths("a.jsonl").contains("/slow"));

    slowMayAnswer.countDown();
    goOn(command);
    assertEquals(PATHS, paths("a.jsonl"));
  }

  /// The same kind of signal, but one that only asks.
  @Test
  void aUserSignalTellsTheTasksAndTheCrawlGoesOn() throws Exception {
    var process = start("-o", file("a.jsonl"), "-q");
    slowIsAskedFor.await();
    try (var err = process.errorReader(StandardCharsets.UTF_8)) {
      var kill = new ProcessBuilder("kill", "-USR1", Long.toString(process.pid())).start();
      assertEquals(0, kill.waitFor());
      var counts = err.readLine();
      assertTrue(counts.matches("spinneret crawl: [0-9:]+ \\d+ pages?, .*"), counts);
      var heading = err.readLine();
      assertTrue(heading.matches("spinneret crawl: \\d+ tasks, .*"), heading);
      var main = err.readLine();
      assertTrue(main.matches("  main  waiting for .*, at .*"), main);
      slowMayAnswer.countDown();
      var lines = rest(err);
      assertEquals(0, process.waitFor(), lines.toString());
      assertTrue(
          lines.stream().anyMatch(line -> line.contains("/slow") && line.contains("waiting")),
          lines.toString());
      assertEquals(PATHS, paths("a.jsonl"));
    }
  }

  @Test
  void aCrawlOnSeveralLoopsStopsInTheSameWay() throws Exception {
    var state = new String[] {"--state", file("a state.db"), "-o", file("a.jsonl")};
    var process =
        start(
            Stream.concat(Stream.of(state), Stream.of("--loops", "3", "--parsers", "2"))
                .toArray(String[]::new));
    slowIsAskedFor.await();
    try (var err = process.errorReader(StandardCharsets.UTF_8)) {
      process.toHandle().destroy();
      assertTrue(err.readLine().contains("stopping"));
      process.toHandle().destroy();
      assertEquals(ExitCode.TERMINATED, process.waitFor(), () -> String.valueOf(err.lines()));
    }
    assertFalse(paths("a.jsonl").contains("/slow"));

    slowMayAnswer.countDown();
    assertEquals(0, start(state).waitFor(), "how many loops is no matter of the state");
    assertEquals(PATHS, paths("a.jsonl"));
  }

  private Process start(String... more) throws IOException {
    // Stands for the launcher: its name is what the program tells to type again.
    var program = directory.resolve("my spinneret");
    var command = Program.builder().command();
    command.add(1, "-Dspinneret.command=" + program);
    var script =
        "#!/bin/sh\nexec "
            + command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
            + " \"$@\"\n";
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    var words = new ArrayList<>(List.of(program.toString(), "crawl"));
    words.add("http://127.0.0.1:" + server.getLocalPort() + "/");
    words.addAll(List.of("--per-host", "1", "--exclude", "*don't*", "--attempts", "1"));
    words.addAll(List.of(more));
    return new ProcessBuilder(words).start();
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static List<String> rest(BufferedReader reader) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private Set<String> paths(String name) throws IOException {
    var paths = new TreeSet<String>();
    for (var line : Files.readAllLines(directory.resolve(name))) {
      var url = new ObjectMapper().readTree(line).get("url").asText();
      assertTrue(paths.add(url.substring(url.indexOf('/', 8))), () -> "twice: " + url);
    }
    return paths;
  }
}
