package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.EchoClients.openDescriptorCount;
import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.serve;
import static dev.spinneret.engine.io.Loopback.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.PollerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Many echo connections at once. The system property `echo.connections` sets how many:
/// `-Decho.connections=10000` is the whole of it, its clients then being a process of their own.
@OnEveryPoller
class EchoStormTest {
  private static final int CONNECTIONS = Integer.getInteger("echo.connections", 500);
  private static final int IN_ONE_PROCESS = 2_000;
  private static final int MESSAGES = 100;

  /// What a running loop has open itself: epoll and a descriptor to wake it.
  private static final int LOOP_DESCRIPTORS = 2;

  private final PollerKind poller;

  EchoStormTest(PollerKind poller) {
    this.poller = poller;
  }

  @Test
  void connectionsThatEndOrAreResetLeaveNothingBehind() {
    // The first one opens what the JDK keeps open for ever.
    storm(20, Integer.MAX_VALUE);
    int before = openDescriptorCount();
    storm(CONNECTIONS, before + LOOP_DESCRIPTORS);
    assertEquals(before, openDescriptorCount());
  }

  private void storm(int connectionCount, int descriptorsLeft) {
    run(
        poller,
        () -> {
          var loop = EventLoop.current();
          var peak = new int[1];
          var server =
              serve((reader, writer) -> {
                peak[0] = Math.max(peak[0], loop.tasks().size());
                for (var data = reader.read(512); data.length > 0; data = reader.read(512)) {
                  writer.write(data);
                  writer.drain();
                }
              });
          var clients =
              new EchoClients(poller, server.address().getPort(), connectionCount, MESSAGES);
          try (var threads = Executors.newSingleThreadExecutor()) {
            Callable<Integer> work =
                connectionCount > IN_ONE_PROCESS ? () -> inAnotherProcess(clients) : clients::run;
            assertEquals(clients.servedCount(), loop.runInExecutor(threads, work).await());
          }
          assertTrue(peak[0] >= connectionCount, "at once: " + peak[0]);
          server.close();
          server.waitClosed();
          // The last handlers end in the turn after their connection.
          until(() -> loop.tasks().size() == 1);
          until(() -> openDescriptorCount() <= descriptorsLeft);
          return null;
        });
  }

  private static int inAnotherProcess(EchoClients clients)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EchoClients.class.getName(),
                clients.poller().name(),
                String.valueOf(clients.port()),
                String.valueOf(clients.connectionCount()),
                String.valueOf(clients.messageCount()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader()) {
      var served = output.readLine();
      assertEquals(0, process.waitFor());
      return Integer.parseInt(served);
    }
  }
}
