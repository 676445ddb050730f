package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.sockets;
import static dev.spinneret.engine.io.Loopback.until;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams and protocols over Unix sockets, after CPython's test_unix_events and test_streams.
@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class UnixSocketsTest {
  private final PollerKind poller;

  @TempDir private Path folder;

  UnixSocketsTest(PollerKind poller) {
    this.poller = poller;
  }

  private Path path() {
    return folder.resolve("s");
  }

  @Test
  void linesGoToAServerAndBack() {
    run(
        poller,
        () -> {
          try (var server = Streams.startUnixServer(Loopback::echoLines, path());
              var client = Streams.openUnixConnection(path())) {
            assertEquals(UnixDomainSocketAddress.of(path()), server.localAddress());
            assertEquals(
                UnixDomainSocketAddress.of(path()), client.writer().transport().remoteAddress());
            assertEquals(
                UnixDomainSocketAddress.of(""), client.writer().transport().localAddress());
            assertThrows(IllegalStateException.class, server::address);
            Loopback.checkThatLinesComeBack(client);
          }
          return null;
        });
  }

  @Test
  void muchGoesBothWaysThroughASlowReader() {
    run(
        poller,
        () -> {
          byte[] much = new byte[3_000_000];
          new Random(7).nextBytes(much);
          try (var _ =
                  Streams.startUnixServer(
                      (reader, writer) -> {
                        for (byte[] some = reader.read(50_000);
                            some.length > 0;
                            some = reader.read(50_000)) {
                          writer.write(some);
                          writer.drain();
                        }
                      },
                      path());
              var client = Streams.openUnixConnection(path())) {
            var sending =
                Tasks.spawn(() -> {
                  client.writer().write(much);
                  client.writer().drain();
                  client.writer().writeEof();
                  return true;
                });
            assertArrayEquals(much, client.reader().readAll());
            assertTrue(sending.await());
          }
          return null;
        });
  }

  @Test
  void aProtocolServesAProtocol() {
    run(
        poller,
        () -> {
          var got = new StringBuilder();
          Protocol reply =
              new Protocol() {
                private Transport transport;

                @Override
                public void connectionMade(Transport made) {
                  transport = made;
                }

                @Override
                public void dataReceived(ByteBuffer data) {
                  transport.write(data);
                  transport.close();
                }
              };
          Protocol ask =
              new Protocol() {
                @Override
                public void connectionMade(Transport made) {
                  made.write("hello".getBytes());
                }

                @Override
                public void dataReceived(ByteBuffer data) {
                  got.append(java.nio.charset.StandardCharsets.UTF_8.decode(data));
                }
              };
          try (var _ = sockets().createUnixServer(() -> reply, path())) {
            var made = sockets().createUnixConnection(() -> ask, path());
            until(made.transport()::isClosing);
          }
          assertEquals("hello", got.toString());
          return null;
        });
  }

  @Test
  void theFileGoesWithTheServer() {
    run(
        poller,
        () -> {
          var server = Streams.startUnixServer(Loopback::echoLines, path());
          assertTrue(Files.exists(path()));
          server.close();
          assertFalse(Files.exists(path()));
          assertThrows(IOException.class, () -> Streams.openUnixConnection(path()));
          return null;
        });
  }

  @Test
  void theFileGoesWithTheLoop() {
    run(poller, () -> Streams.startUnixServer(Loopback::echoLines, path()));
    assertFalse(Files.exists(path()));
  }

  @Test
  void aStaleFileIsReplaced() throws IOException {
    try (var stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stale.bind(UnixDomainSocketAddress.of(path()));
    }
    assertTrue(Files.exists(path()));
    run(
        poller,
        () -> {
          assertThrows(ConnectException.class, () -> Streams.openUnixConnection(path()));
          try (var _ = Streams.startUnixServer(Loopback::echoLines, path());
              var client = Streams.openUnixConnection(path())) {
            client.writer().write("found\n");
            assertEquals("found", client.reader().readTextLine());
          }
          return null;
        });
  }

  @Test
  void anotherKindOfFileIsLeftAlone() throws IOException {
    Files.writeString(path(), "precious");
    run(
        poller,
        () -> {
          assertThrows(
              BindException.class, () -> Streams.startUnixServer(Loopback::echoLines, path()));
          return null;
        });
    assertEquals("precious", Files.readString(path()));
  }

  @Test
  void theFileOfALaterServerIsLeftAlone() {
    run(
        poller,
        () -> {
          var first = Streams.startUnixServer(Loopback::echoLines, path());
          try (var _ = Streams.startUnixServer(Loopback::echoLines, path())) {
            first.close();
            try (var client = Streams.openUnixConnection(path())) {
              client.writer().write("second\n");
              assertEquals("second", client.reader().readTextLine());
            }
          }
          assertFalse(Files.exists(path()));
          return null;
        });
  }

  @Test
  void aPathThatIsTooLongIsRefused() {
    run(
        poller,
        () -> {
          var tooLong = folder.resolve("x".repeat(108));
          assertThrows(IOException.class, () -> Streams.openUnixConnection(tooLong));
          assertThrows(
              IOException.class, () -> Streams.startUnixServer(Loopback::echoLines, tooLong));
          return null;
        });
  }

  @Test
  void aClosedLoopRefuses() {
    var unused = EventLoop.create(new LoopOptions(poller, Clock.SYSTEM));
    unused.close();
    assertThrows(IllegalStateException.class, () -> Sockets.of(unused));
    var used = EventLoop.create(new LoopOptions(poller, Clock.SYSTEM));
    var sockets = Sockets.of(used);
    used.close();
    assertThrows(
        IllegalStateException.class,
        () -> sockets.createUnixServer(() -> new Protocol() {}, path()));
    assertThrows(IllegalStateException.class, () -> sockets.listen(Loopback.ANY_PORT, 1, false));
    assertFalse(Files.exists(path()));
  }
}
