package dev.spinneret.engine.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@OnEveryPoller
class ConnectionTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final PollerKind poller;

  ConnectionTest(PollerKind poller) {
    this.poller = poller;
  }

  private void run(Callable<?> main) {
    EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  @Test
  void bytesGoToTheOtherEndAndBack() {
    run(() -> {
      try (var listener = listen()) {
        var server = EventLoop.current().createTask(() -> echoOnce(listener));
        try (var client = connect(listener)) {
          client.write(UTF_8.encode("hello"));
          client.shutdownOutput();
          assertEquals("hello", readAll(client));
        }
        server.await();
      }
      return null;
    });
  }

  @Test
  void aThousandConnectionsAtOnceEachGetTheirOwnBytes() {
    run(() -> {
      var loop = EventLoop.current();
      int count = 1000;
      try (var listener = Network.of(loop).listen(ANY_PORT, count, false)) {
        loop.createTask(() -> {
          for (int i = 0; i < count; i++) {
            var accepted = listener.accept();
            loop.createTask(() -> echo(accepted));
          }
          return null;
        });
        var clients = new ArrayList<Task<String>>();
        for (int i = 0; i < count; i++) {
          int number = i;
          clients.add(
              loop.createTask(() -> {
                try (var client = connect(listener)) {
                  client.write(UTF_8.encode("client " + number));
                  client.shutdownOutput();
                  return readAll(client);
                }
              }));
        }
        for (int i = 0; i < count; i++) {
          assertEquals("client " + i, clients.get(i).await());
        }
      }
      return null;
    });
  }

  @Test
  void aWriterWaitsUntilThePeerReads() {
    run(() -> {
      var loop = EventLoop.current();
      int size = 20_000_000;
      try (var listener = listen()) {
        var writer =
            loop.createTask(() -> {
              try (var accepted = listener.accept()) {
                accepted.write(ByteBuffer.allocate(size));
              }
              return null;
            });
        try (var client = connect(listener)) {
          for (int i = 0; i < 10; i++) {
            Tasks.yieldNow();
          }
          assertFalse(writer.isDone());
          assertEquals(size, readAll(client).length());
        }
        writer.await();
      }
      return null;
    });
  }

  @Test
  void aReadEndsAtItsDeadlineAndTheConnectionCanStillBeUsed() {
    run(() -> {
      var loop = EventLoop.current();
      try (var listener = listen();
          var client = connect(listener);
          var server = listener.accept()) {
        var buffer = ByteBuffer.allocate(10);
        assertThrows(
            SocketTimeoutException.class, () -> client.read(buffer, loop.timeNanos() + 1_000_000));
        server.write(UTF_8.encode("late"));
        assertEquals(4, client.read(buffer));
      }
      return null;
    });
  }

  @Test
  void theTimerOfAnEarlierWaitNeitherEndsNorDelaysALaterOne() {
    run(() -> {
      var loop = EventLoop.current();
      try (var listener = listen();
          var client = connect(listener);
          var server = listener.accept()) {
        var buffer = ByteBuffer.allocate(10);
        answer(server, 0);
        assertEquals(1, client.read(buffer, loop.timeNanos() + 5_000_000));
        answer(server, 20_000_000);
        assertEquals(1, client.read(buffer, loop.timeNanos() + 60_000_000_000L));
        assertThrows(
            SocketTimeoutException.class, () -> client.read(buffer, loop.timeNanos() + 1_000_000));
      }
      return null;
    });
  }

  @Test
  void theReadsOfAConnectionShareATimerWhichIsGoneWhenItIsClosed() {
    run(() -> {
      var loop = EventLoop.current();
      try (var listener = listen()) {
        var client = connect(listener);
        try (var server = listener.accept()) {
          var buffer = ByteBuffer.allocate(100);
          for (var i = 0; i < 50; i++) {
            answer(server, 0);
            client.read(buffer, loop.timeNanos() + 60_000_000_000L);
          }
          assertEquals(1, loop.statistics().timerCount());
          client.close();
          assertEquals(0, loop.statistics().timerCount());
        }
      }
      return null;
    });
  }

  @Test
  void theTimerOfAConnectIsGoneWhenItHasSucceeded() {
    run(() -> {
      var loop = EventLoop.current();
      long deadlineAtNanos = loop.deadlineAfter(Duration.ofMinutes(1));
      try (var listener = listen();
          var _ = Network.of(loop).connect(listener.address(), null, deadlineAtNanos)) {
        assertEquals(0, loop.statistics().timerCount());
      }
      return null;
    });
  }

  private static void answer(Connection server, long afterNanos) {
    var _ =
        EventLoop.current()
            .createTask(() -> {
              Tasks.sleepNanos(afterNanos);
              server.write(UTF_8.encode("a"));
              return null;
            });
  }

  @Test
  void closingWakesWhoReads() {
    run(() -> {
      var loop = EventLoop.current();
      try (var listener = listen()) {
        var client = connect(listener);
        var reader = loop.createTask(() -> client.read(ByteBuffer.allocate(1)));
        Tasks.yieldNow();
        client.close();
        assertThrows(ClosedChannelException.class, reader::await);
        assertFalse(client.isOpen());
      }
      return null;
    });
  }

  @Test
  void anAbortedConnectionIsResetAtTheOtherEnd() {
    run(() -> {
      try (var listener = listen();
          var client = connect(listener);
          var server = listener.accept()) {
        client.abort();
        assertThrows(IOException.class, () -> server.read(ByteBuffer.allocate(1)));
      }
      return null;
    });
  }

  @Test
  void aRefusedConnectIsAnException() {
    run(() -> {
      InetSocketAddress free;
      try (var listener = listen()) {
        free = listener.address();
      }
      Tasks.yieldNow();
      Callable<?> attempt =
          () -> Network.of(EventLoop.current()).connect(free, null, Connection.NO_DEADLINE);
      return assertThrows(ConnectException.class, attempt::call);
    });
  }

  private static Listener listen() throws IOException {
    return Network.of(EventLoop.current()).listen(ANY_PORT, 100, false);
  }

  private static Connection connect(Listener listener) throws IOException {
    return Network.of(EventLoop.current())
        .connect(listener.address(), null, Connection.NO_DEADLINE);
  }

  private static Object echoOnce(Listener listener) throws IOException {
    return echo(listener.accept());
  }

  private static Object echo(Connection connection) throws IOException {
    try (connection) {
      var buffer = ByteBuffer.allocate(1024);
      while (connection.read(buffer) >= 0) {
        connection.write(buffer.flip());
        buffer.clear();
      }
      return connection;
    }
  }

  private static String readAll(Connection connection) throws IOException {
    var text = new StringBuilder();
    var buffer = ByteBuffer.allocateDirect(64 * 1024);
    while (connection.read(buffer) >= 0) {
      text.append(UTF_8.decode(buffer.flip()));
      buffer.clear();
    }
    return text.toString();
  }
}
