package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.serve;
import static dev.spinneret.engine.io.Loopback.sockets;
import static dev.spinneret.engine.io.Loopback.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class TransportTest {
  private final PollerKind poller;

  TransportTest(PollerKind poller) {
    this.poller = poller;
  }

  /// Records the events.
  private static class Recorder implements Protocol {
    final List<String> events = new ArrayList<>();
    final StringBuilder received = new StringBuilder();
    boolean keepOpen;
    @Nullable Transport transport;
    @Nullable Exception failure;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
      events.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      received.append(UTF_8.decode(data));
      events.add("data");
    }

    @Override
    public boolean eofReceived() {
      events.add("eof");
      return keepOpen;
    }

    @Override
    public void connectionLost(@Nullable Exception cause) {
      failure = cause;
      events.add("lost");
    }

    @Override
    public void pauseWriting() {
      events.add("pause");
    }

    @Override
    public void resumeWriting() {
      events.add("resume");
    }

    boolean isLost() {
      return events.contains("lost");
    }
  }

  /// Two ends of one connection.
  private record Pair(Server server, Recorder here, Recorder there, Transport transport)
      implements AutoCloseable {
    static Pair open() throws IOException {
      return open(new Recorder());
    }

    static Pair open(Recorder there) throws IOException {
      var server = serve(() -> there);
      var here = new Recorder();
      var made = sockets().createConnection(() -> here, server.address());
      until(() -> there.transport != null);
      return new Pair(server, here, there, made.transport());
    }

    Transport peer() {
      return Objects.requireNonNull(there.transport);
    }

    @Override
    public void close() {
      server.close();
      transport.abort();
      server.abortClients();
      server.waitClosed();
    }
  }

  @Test
  void aProtocolIsToldInOrder() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            pair.transport().write(UTF_8.encode("hello"));
            pair.transport().close();
            until(pair.there()::isLost);
            assertEquals(List.of("made", "data", "eof", "lost"), pair.there().events);
            assertEquals("hello", pair.there().received.toString());
            assertEquals(List.of("made", "lost"), pair.here().events);
            assertNull(pair.here().failure);
          }
          return null;
        });
  }

  @Test
  void aProtocolThatStaysOpenAtTheEndCanStillAnswer() {
    run(
        poller,
        () -> {
          var there = new Recorder();
          there.keepOpen = true;
          try (var pair = Pair.open(there)) {
            pair.transport().writeEof();
            until(() -> there.events.contains("eof"));
            assertFalse(pair.peer().isClosing());
            assertFalse(pair.peer().isReading());
            pair.peer().write(UTF_8.encode("answer"));
            pair.peer().close();
            until(pair.here()::isLost);
            assertEquals("answer", pair.here().received.toString());
          }
          return null;
        });
  }

  @Test
  void theWritesOfOneTurnArriveTogether() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            for (int i = 0; i < 1000; i++) {
              pair.transport().write(UTF_8.encode("part " + i + " "));
            }
            assertNotEquals(0, pair.transport().writeBufferBytes());
            until(() -> pair.there().received.indexOf("part 999 ") > 0);
            assertEquals(1, pair.there().events.stream().filter("data"::equals).count());
            assertEquals(0, pair.transport().writeBufferBytes());
          }
          return null;
        });
  }

  @Test
  void aSlowPeerPausesTheWriterAtTheHighMarkAndResumesItAtTheLow() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            pair.peer().pauseReading();
            pair.transport().setWriteBufferLimits(10_000, 2_000);
            byte[] piece = new byte[4_000];
            long peak = 0;
            while (!pair.here().events.contains("pause")) {
              pair.transport().write(piece);
              peak = Math.max(peak, pair.transport().writeBufferBytes());
              Tasks.yieldNow();
            }
            assertTrue(peak <= 10_000 + piece.length, "peak " + peak);
            assertFalse(pair.here().events.contains("resume"));
            pair.peer().resumeReading();
            until(() -> pair.here().events.contains("resume"));
            assertTrue(pair.transport().writeBufferBytes() <= 2_000);
            assertThrows(
                IllegalArgumentException.class, () -> pair.transport().setWriteBufferLimits(1, 2));
          }
          return null;
        });
  }

  @Test
  void pausedReadingDeliversNothingUntilItIsResumed() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            pair.peer().pauseReading();
            pair.transport().write(UTF_8.encode("later"));
            for (int i = 0; i < 10; i++) {
              Tasks.sleepNanos(100_000);
            }
            assertEquals(List.of("made"), pair.there().events);
            pair.peer().resumeReading();
            pair.peer().pauseReading();
            pair.peer().resumeReading();
            assertTrue(pair.peer().isReading());
            until(() -> !pair.there().received.isEmpty());
            assertEquals("later", pair.there().received.toString());
          }
          return null;
        });
  }

  @Test
  void anAbortIsAResetAtTheOtherEnd() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            pair.transport().write(UTF_8.encode("lost"));
            pair.transport().abort();
            pair.transport().abort();
            assertTrue(pair.transport().isClosing());
            until(pair.there()::isLost);
            assertTrue(pair.there().failure instanceof IOException);
            until(pair.here()::isLost);
            assertNull(pair.here().failure);
            pair.transport().write(UTF_8.encode("dropped"));
            assertEquals(0, pair.transport().writeBufferBytes());
          }
          return null;
        });
  }

  @Test
  void aWriteToADeadPeerEndsTheConnection() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            pair.transport().pauseReading();
            pair.peer().abort();
            until(() -> {
              pair.transport().write(new byte[1000]);
              return pair.here().isLost();
            });
            assertTrue(pair.here().failure instanceof IOException);
          }
          return null;
        });
  }

  @Test
  void aProtocolThatFailsLosesItsConnectionAndIsReported() {
    run(
        poller,
        () -> {
          var reports = new ArrayList<Throwable>();
          EventLoop.current().setExceptionHandler((_, failure) -> reports.add(failure));
          var there =
              new Recorder() {
                @Override
                public void dataReceived(ByteBuffer data) {
                  throw new IllegalStateException("broken protocol");
                }
              };
          try (var pair = Pair.open(there)) {
            pair.transport().write(UTF_8.encode("x"));
            until(there::isLost);
            assertSame(there.failure, reports.getFirst());
            until(pair.here()::isLost);
          }
          return null;
        });
  }

  /// Swaps the case of letters on their way in and out, as a cipher would.
  private static Transport swapCase(Transport lower, Protocol upper) {
    lower.setProtocol(
        new Protocol() {
          @Override
          public void dataReceived(ByteBuffer data) {
            upper.dataReceived(swapped(data));
          }

          @Override
          public void connectionLost(@Nullable Exception failure) {
            upper.connectionLost(failure);
          }
        });
    lower.resumeReading();
    return lower;
  }

  private static ByteBuffer swapped(ByteBuffer data) {
    var to = ByteBuffer.allocate(data.remaining());
    while (data.hasRemaining()) {
      to.put((byte) (data.get() ^ 0x20));
    }
    return to.flip();
  }

  @Test
  void anUpgradePutsALayerBetweenTransportAndProtocol() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            var upgraded = sockets().startTls(pair.transport(), TransportTest::swapCase);
            assertTrue(upgraded.isReading());
            pair.peer().write(swapped(UTF_8.encode("Secret")));
            until(() -> !pair.here().received.isEmpty());
            assertEquals("Secret", pair.here().received.toString());
            assertNotEquals(pair.here(), pair.transport().protocol());
            TransportUpgrade refusal =
                (_, _) -> {
                  throw new IOException("no common version");
                };
            assertThrows(IOException.class, () -> sockets().startTls(pair.transport(), refusal));
            until(pair.here()::isLost);
          }
          return null;
        });
  }

  @Test
  void addressesOfBothEndsAgree() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            assertEquals(pair.transport().localAddress(), pair.peer().remoteAddress());
            assertEquals(pair.transport().remoteAddress(), pair.peer().localAddress());
          }
          return null;
        });
  }
}
