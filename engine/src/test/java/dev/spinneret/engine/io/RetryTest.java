package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.ANY_PORT;
import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.sockets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Operations of a descriptor that are cancelled and called again in the same turn, before the task
/// that waited has noticed.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetryTest {
  private final PollerKind poller;

  RetryTest(PollerKind poller) {
    this.poller = poller;
  }

  private record Pair(
      ListeningDescriptor listener, StreamDescriptor client, StreamDescriptor server)
      implements AutoCloseable {
    static Pair open() throws IOException {
      var listener = sockets().sockListen(ANY_PORT, ServerOptions.DEFAULT);
      var accepting = EventLoop.current().createTask(() -> sockets().sockAccept(listener));
      var client = sockets().sockConnect(listener.localAddress(), null, Connection.NO_DEADLINE);
      return new Pair(listener, client, accepting.await());
    }

    @Override
    public void close() {
      client.close();
      server.close();
      listener.close();
    }
  }

  /// A task that waits in `operation`.
  private static <T> Task<T> waiting(Callable<T> operation) {
    Task<T> task = EventLoop.current().createTask(operation);
    Tasks.yieldNow();
    Tasks.yieldNow();
    return task;
  }

  @Test
  void aReceiveCanBeRetriedInTheSameTurn() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            var first = waiting(() -> sockets().sockRecv(pair.client, ByteBuffer.allocate(9)));
            var buffer = ByteBuffer.allocate(9);
            EventLoop.current()
                .createTask(() -> {
                  Tasks.yieldNow();
                  Tasks.yieldNow();
                  pair.server.write(ByteBuffer.wrap("answer".getBytes(UTF_8)));
                  return null;
                });
            assertTrue(first.cancel());
            assertEquals(6, sockets().sockRecv(pair.client, buffer));
            assertThrows(Cancelled.class, first::await);
          }
          return null;
        });
  }

  @Test
  void whatACancelledReceiveTakesBackIsNotTheNextOnes() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            var small = ByteBuffer.allocate(1);
            var first = waiting(() -> sockets().sockRecv(pair.client, ByteBuffer.allocate(9)));
            // Ready in each turn, it runs before the first when the poll has woken that.
            var second =
                EventLoop.current()
                    .createTask(() -> {
                      while (pair.client.read(small) == 0) {
                        Tasks.yieldNow();
                      }
                      assertTrue(first.cancel());
                      return sockets().sockRecv(pair.client, ByteBuffer.allocate(9));
                    });
            pair.server.write(ByteBuffer.wrap(new byte[] {1}));
            assertThrows(Cancelled.class, first::await);
            pair.server.write(ByteBuffer.wrap(new byte[] {2, 3}));
            assertEquals(2, second.await());
          }
          return null;
        });
  }

  @Test
  void aSendCanBeRetriedInTheSameTurn() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            var filling =
                waiting(() -> {
                  sockets().sockSendall(pair.client, ByteBuffer.allocate(16 << 20));
                  return null;
                });
            assertTrue(filling.cancel());
            var draining =
                EventLoop.current()
                    .createTask(() -> {
                      var buffer = ByteBuffer.allocate(1 << 20);
                      int last = 0;
                      while (last != 'z') {
                        sockets().sockRecv(pair.server, buffer.clear());
                        last = buffer.get(buffer.position() - 1);
                      }
                      return last;
                    });
            sockets().sockSendall(pair.client, ByteBuffer.wrap(new byte[] {'z'}));
            assertEquals('z', draining.await());
            assertThrows(Cancelled.class, filling::await);
          }
          return null;
        });
  }

  @Test
  void anAcceptCanBeRetriedInTheSameTurn() {
    run(
        poller,
        () -> {
          try (var listener = sockets().sockListen(ANY_PORT, ServerOptions.DEFAULT)) {
            var first = waiting(() -> sockets().sockAccept(listener));
            assertTrue(first.cancel());
            var connecting =
                EventLoop.current()
                    .createTask(() ->
                        sockets()
                            .sockConnect(listener.localAddress(), null, Connection.NO_DEADLINE));
            try (var accepted = sockets().sockAccept(listener);
                var connected = connecting.await()) {
              assertEquals(connected.localAddress(), accepted.remoteAddress());
            }
            assertThrows(Cancelled.class, first::await);
          }
          return null;
        });
  }

  @Test
  void aConnectCanBeRetriedInTheSameTurn() {
    run(
        poller,
        () -> {
          try (var listener = sockets().sockListen(ANY_PORT, ServerOptions.DEFAULT)) {
            var remote = listener.localAddress();
            var first =
                EventLoop.current()
                    .createTask(() -> sockets().sockConnect(remote, null, Connection.NO_DEADLINE));
            EventLoop.current().callSoon(first::cancel);
            Tasks.yieldNow();
            first.cancel();
            try (var again = sockets().sockConnect(remote, null, Connection.NO_DEADLINE)) {
              assertEquals(remote, again.remoteAddress());
            }
            try {
              first.await().close(); // over loopback it may have been connected at once
            } catch (Cancelled _) {
              assertTrue(first.isCancelled());
            }
          }
          return null;
        });
  }

  @Test
  void aReadOfAConnectionCanBeRetriedInTheSameTurn() {
    run(
        poller,
        () -> {
          try (var listener = sockets().listen(ANY_PORT, 10, false)) {
            var accepting = EventLoop.current().createTask(listener::accept);
            try (var client = sockets().connect(listener.address(), null, Connection.NO_DEADLINE);
                var server = accepting.await()) {
              long deadlineAtNanos = EventLoop.current().deadlineAfter(Duration.ofHours(1));
              for (int i = 0; i < 3; i++) {
                var first = waiting(() -> client.read(ByteBuffer.allocate(9), deadlineAtNanos));
                assertTrue(first.cancel());
                EventLoop.current()
                    .createTask(() -> {
                      Tasks.yieldNow();
                      server.write(ByteBuffer.wrap(new byte[] {7, 8}));
                      return null;
                    });
                assertEquals(2, client.read(ByteBuffer.allocate(9), deadlineAtNanos));
                assertThrows(Cancelled.class, first::await);
              }
            }
          }
          return null;
        });
  }

  @Test
  void aReadOfAStreamCanBeRetriedInTheSameTurn() {
    run(
        poller,
        () -> {
          try (var server = Loopback.serve((reader, writer) -> writer.write(reader.readLine()))) {
            var stream = Loopback.open(server);
            try (var writer = stream.writer()) {
              var first = waiting(() -> stream.reader().readLine());
              assertTrue(first.cancel());
              writer.write("line\n");
              assertArrayEquals("line\n".getBytes(UTF_8), stream.reader().readLine());
              assertThrows(Cancelled.class, first::await);
            }
          }
          return null;
        });
  }

  @Test
  void aReaderThatIsRemovedLeavesTheNextReceiveAlone() {
    run(
        poller,
        () -> {
          try (var pair = Pair.open()) {
            var called = EventLoop.current().<String>createFuture();
            sockets()
                .addReader(
                    pair.client,
                    () -> {
                      if (!called.isDone()) {
                        called.setResult("called");
                      }
                    });
            pair.server.write(ByteBuffer.wrap(new byte[] {1}));
            called.await();
            sockets().removeReader(pair.client);
            assertEquals(1, sockets().sockRecv(pair.client, ByteBuffer.allocate(9)));
            var waiting = waiting(() -> sockets().sockRecv(pair.client, ByteBuffer.allocate(9)));
            sockets().removeReader(pair.client);
            pair.server.write(ByteBuffer.wrap(new byte[] {2}));
            assertEquals(1, waiting.await());
          }
          return null;
        });
  }

  @Test
  void aClosedLoopOpensNoSocket() {
    var loop = EventLoop.create(LoopOptions.DEFAULT.withPoller(poller));
    var sockets = Sockets.of(loop);
    loop.close();
    assertThrows(
        IllegalStateException.class, () -> sockets.sockListen(ANY_PORT, ServerOptions.DEFAULT));
    assertThrows(
        IllegalStateException.class,
        () -> sockets.sockConnect(ANY_PORT, null, Connection.NO_DEADLINE));
  }
}
