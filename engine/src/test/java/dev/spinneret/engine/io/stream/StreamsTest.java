package dev.spinneret.engine.io.stream;

import static dev.spinneret.engine.io.Loopback.open;
import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.serve;
import static dev.spinneret.engine.io.Loopback.sockets;
import static dev.spinneret.engine.io.Loopback.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.NumberedCase;
import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.io.Loopback;
import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class StreamsTest {
  private final PollerKind poller;

  StreamsTest(PollerKind poller) {
    this.poller = poller;
  }

  @Test
  void linesGoToAServerAndBack() {
    run(
        poller,
        () -> {
          try (var server = serve(Loopback::echoLines);
              var client = Streams.openConnection("127.0.0.1", server.address().getPort())) {
            Loopback.checkThatLinesComeBack(client);
          }
          return null;
        });
  }

  @Test
  void aServerMayBeNamedByHostAndPort() {
    run(
        poller,
        () -> {
          try (var here = Streams.startServer(Loopback::echoLines, "127.0.0.1", 0);
              var everywhere = Streams.startServer(Loopback::echoLines, "", 0)) {
            assertTrue(here.address().getAddress().isLoopbackAddress());
            assertTrue(everywhere.address().getAddress().isAnyLocalAddress());
            for (var server : List.of(here, everywhere)) {
              try (var client = Streams.openConnection("127.0.0.1", server.address().getPort())) {
                client.writer().write("found\n");
                assertEquals("found", client.reader().readTextLine());
              }
            }
          }
          try (var plain = sockets().createServer(() -> new Protocol() {}, "127.0.0.1", 0)) {
            assertTrue(plain.address().getAddress().isLoopbackAddress());
          }
          assertThrows(
              UnknownHostException.class,
              () -> Streams.startServer(Loopback::echoLines, "no such host.invalid", 0));
          return null;
        });
  }

  @Test
  void aNameIsResolvedOffTheLoop() {
    run(
        poller,
        () -> {
          try (var server = serve(Loopback::echoLines);
              var client = Streams.openConnection("localhost", server.address().getPort())) {
            client.writer().write("found\n");
            assertEquals("found", client.reader().readTextLine());
          }
          assertThrows(
              UnknownHostException.class, () -> Streams.openConnection("no such host.invalid", 1));
          return null;
        });
  }

  @Test
  void aSlowReaderStopsTheWriterAndLosesNothing() {
    run(
        poller,
        () -> {
          int size = 10_000_000;
          var peaks = new ArrayList<Long>();
          try (var server =
                  serve((_, writer) -> {
                    byte[] piece = new byte[10_000];
                    for (int i = 0; i < size / piece.length; i++) {
                      writer.write(piece);
                      peaks.add(writer.transport().writeBufferBytes());
                      writer.drain();
                    }
                  });
              var client = open(server)) {
            for (int i = 0; i < 20; i++) {
              Tasks.yieldNow();
            }
            assertEquals(size, client.reader().readAll().length);
            long peak = peaks.stream().mapToLong(Long::longValue).max().orElseThrow();
            assertTrue(peak <= Transport.DEFAULT_HIGH_WATER_BYTES + 10_000, "peak " + peak);
          }
          return null;
        });
  }

  @Test
  @NumberedCase(24)
  void tenDrainersAllWake() {
    run(
        poller,
        () -> {
          var loop = EventLoop.current();
          Future<StreamReader> peer = loop.createFuture();
          Future<Boolean> finish = loop.createFuture();
          try (var server =
                  serve((reader, _) -> {
                    peer.setResult(reader);
                    finish.await();
                  });
              var client = open(server)) {
            client.writer().write(new byte[30_000_000]);
            var drainers = new ArrayList<Task<Boolean>>();
            for (int i = 0; i < 10; i++) {
              drainers.add(
                  loop.createTask(() -> {
                    client.writer().drain();
                    return true;
                  }));
            }
            Tasks.yieldNow();
            assertTrue(drainers.stream().noneMatch(Task::isDone));
            assertEquals(30_000_000, peer.await().readExactly(30_000_000).length);
            for (var drainer : drainers) {
              assertTrue(drainer.await());
            }
            finish.setResult(true);
          }
          return null;
        });
  }

  @Test
  @NumberedCase(24)
  void drainNoticesADeadPeer() {
    run(
        poller,
        () -> {
          try (var server = serve((_, writer) -> writer.abort());
              var client = open(server)) {
            assertThrows(
                IOException.class,
                () -> {
                  while (true) {
                    client.writer().write(new byte[1000]);
                    client.writer().drain();
                    Tasks.yieldNow();
                  }
                });
            assertTrue(client.writer().isClosing());
            assertThrows(IOException.class, client.writer()::waitClosed);
          }
          return null;
        });
  }

  @Test
  void drainOnAClosedStreamDoesNotSpinForEver() {
    run(
        poller,
        () -> {
          try (var server = serve(Loopback::echoLines);
              var client = open(server)) {
            client.writer().close();
            assertThrows(
                IOException.class,
                () -> {
                  while (true) {
                    client.writer().write(new byte[1]);
                    client.writer().drain();
                  }
                });
          }
          return null;
        });
  }

  @Test
  @NumberedCase(24)
  void writeEofWithDataInTheBufferShutsDownAfterTheFlush() {
    run(
        poller,
        () -> {
          Future<byte[]> received = EventLoop.current().createFuture();
          try (var server =
                  serve((reader, writer) -> {
                    received.setResult(reader.readAll());
                    writer.write("got it");
                  });
              var client = open(server)) {
            client.writer().write(new byte[5_000_000]);
            client.writer().writeEof();
            assertThrows(IllegalStateException.class, () -> client.writer().write("more"));
            assertEquals("got it", new String(client.reader().readAll(), UTF_8));
            assertEquals(5_000_000, received.await().length);
          }
          return null;
        });
  }

  @Test
  void closeSendsWhatWaitsAndWaitClosedReturnsThen() {
    run(
        poller,
        () -> {
          Future<byte[]> received = EventLoop.current().createFuture();
          try (var server = serve((reader, _) -> received.setResult(reader.readAll()));
              var client = open(server)) {
            client.writer().write(new byte[5_000_000]);
            client.writer().close();
            client.writer().close();
            client.writer().waitClosed();
            assertEquals(5_000_000, received.await().length);
          }
          return null;
        });
  }

  @Test
  void waitClosedAbortsAPeerThatNeverReads() {
    run(
        poller,
        () -> {
          var loop = EventLoop.current();
          Future<Boolean> finish = loop.createFuture();
          try (var server = serve((reader, _) -> finish.await());
              var client = open(server)) {
            client.writer().write(new byte[50_000_000]);
            client.writer().close();
            client.writer().waitClosed(Duration.ofMillis(20));
            assertEquals(0, client.writer().transport().writeBufferBytes());
            finish.setResult(true);
            server.close();
            server.waitClosed();
          }
          return null;
        });
  }

  @Test
  void cancellingOneWhoWaitsForTheEndLeavesTheOthersWaiting() {
    run(
        poller,
        () -> {
          var loop = EventLoop.current();
          try (var server = serve(Loopback::echoLines);
              var client = open(server)) {
            var first = loop.createTask(() -> waited(client));
            var second = loop.createTask(() -> waited(client));
            Tasks.yieldNow();
            first.cancel();
            Tasks.yieldNow();
            Tasks.yieldNow();
            assertTrue(first.isCancelled());
            assertFalse(second.isDone());
            client.close();
            assertTrue(second.await());
          }
          return null;
        });
  }

  private static boolean waited(StreamConnection client) throws IOException {
    client.writer().waitClosed();
    return true;
  }

  @Test
  void aResetIsThrownToTheReader() {
    run(
        poller,
        () -> {
          try (var server = serve((_, writer) -> writer.abort());
              var client = open(server)) {
            assertThrows(IOException.class, () -> client.reader().readLine());
          }
          return null;
        });
  }

  @Test
  void aServerThatIsClosedRefusesAndItsConnectionsGoOn() {
    run(
        poller,
        () -> {
          try (var server = serve(Loopback::echoLines);
              var client = open(server)) {
            client.writer().write("still\n");
            assertEquals("still", client.reader().readTextLine());
            server.close();
            assertFalse(server.isServing());
            assertThrows(IOException.class, () -> open(server));
            client.writer().write("there\n");
            assertEquals("there", client.reader().readTextLine());
            assertEquals(1, server.clientCount());
            server.abortClients();
            server.waitClosed();
            assertEquals(0, server.clientCount());
            assertThrows(IOException.class, () -> client.reader().readLine());
          }
          return null;
        });
  }

  @Test
  void aHandlerThatFailsIsReportedAndCostsItsOwnConnectionOnly() {
    run(
        poller,
        () -> {
          var reports = new ArrayList<Throwable>();
          EventLoop.current().setExceptionHandler((_, failure) -> reports.add(failure));
          try (var server =
                  serve((reader, _) -> {
                    throw new IllegalArgumentException("bad handler " + reader.readTextLine());
                  });
              var first = open(server);
              var second = open(server)) {
            first.writer().write("1\n");
            assertEquals(0, first.reader().readAll().length);
            second.writer().write("2\n");
            assertEquals(0, second.reader().readAll().length);
            until(() -> reports.size() == 2);
            assertEquals("bad handler 2", reports.getLast().getCause().getMessage());
          }
          return null;
        });
  }

  @Test
  void addressLiteralsAreAnsweredAtOnce() {
    run(
        poller,
        () -> {
          assertTrue(sockets().getaddrinfo("127.0.0.1", 80).isDone());
          assertEquals(80, sockets().getaddrinfo("::1", 80).result().getFirst().getPort());
          return null;
        });
  }
}
