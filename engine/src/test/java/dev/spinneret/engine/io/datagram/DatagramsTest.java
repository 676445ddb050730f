package dev.spinneret.engine.io.datagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Datagram sockets, after the datagram tests of CPython's test_events and test_selector_events.
@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class DatagramsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final PollerKind poller;

  DatagramsTest(PollerKind poller) {
    this.poller = poller;
  }

  private void run(Callable<?> main) {
    EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  private static void until(BooleanSupplier happened) {
    var loop = EventLoop.current();
    long deadlineAtNanos = loop.timeNanos() + PATIENCE_NANOS;
    while (!happened.getAsBoolean()) {
      assertTrue(loop.timeNanos() < deadlineAtNanos, "it has not happened");
      Tasks.sleepNanos(100_000);
    }
  }

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private static String text(Datagram datagram) {
    return UTF_8.decode(datagram.data().duplicate()).toString();
  }

  private static DatagramEndpoint open() throws IOException {
    return Datagrams.open(DatagramOptions.at(ANY_PORT));
  }

  /// Writes down its events.
  private static class Recorder implements DatagramProtocol {
    final List<String> events = new ArrayList<>();
    final List<IOException> failures = new ArrayList<>();
    @Nullable DatagramTransport transport;

    @Override
    public void connectionMade(DatagramTransport made) {
      transport = made;
      events.add("made");
    }

    @Override
    public void datagramReceived(ByteBuffer data, InetSocketAddress sender) {
      events.add(UTF_8.decode(data).toString());
    }

    @Override
    public void errorReceived(IOException failure) {
      failures.add(failure);
    }

    @Override
    public void connectionLost(@Nullable Exception failure) {
      events.add("lost " + failure);
    }

    @Override
    public void pauseWriting() {
      events.add("pause");
    }

    @Override
    public void resumeWriting() {
      events.add("resume");
    }
  }

  private static final class Echo extends Recorder {
    @Override
    public void datagramReceived(ByteBuffer data, InetSocketAddress sender) {
      transport.sendTo(data, sender);
    }
  }

  @Test
  void aProtocolAnswersATask() {
    run(() -> {
      var server = Datagrams.createDatagramEndpoint(Echo::new, DatagramOptions.at(ANY_PORT));
      var at = server.transport().localAddress();
      try (var client = Datagrams.connect("127.0.0.1", at.getPort())) {
        assertEquals(at, client.remoteAddress());
        client.send(bytes("one"));
        var answer = client.receive();
        assertEquals("one", text(answer));
        assertEquals(at, answer.sender());
      }
      server.transport().close();
      until(() -> server.protocol().events.contains("lost null"));
      assertEquals(List.of("made", "lost null"), server.protocol().events);
      return null;
    });
  }

  @Test
  void datagramsKeepTheirBoundsAndTheirSenders() {
    run(() -> {
      try (var a = open();
          var b = open();
          var c = open()) {
        b.sendTo(bytes("from b"), a.localAddress());
        c.sendTo(bytes("from c"), a.localAddress());
        var first = a.receive();
        var second = a.receive();
        assertEquals("from b", text(first));
        assertEquals(b.localAddress(), first.sender());
        assertEquals("from c", text(second));
        assertEquals(c.localAddress(), second.sender());
        assertNull(a.remoteAddress());
        var large = ByteBuffer.allocate(60_000).putInt(59_996, 42);
        b.sendTo(large.position(0), a.localAddress());
        var got = a.receive().data();
        assertEquals(60_000, got.remaining());
        assertEquals(42, got.getInt(59_996));
      }
      return null;
    });
  }

  @Test
  void aDatagramMayBeEmpty() {
    run(() -> {
      try (var a = open();
          var b = open();
          var connected = Datagrams.open(DatagramOptions.to(a.localAddress()))) {
        b.sendTo(bytes(""), a.localAddress());
        assertEquals("", text(a.receive()));
        if (poller == PollerKind.NIO) {
          assertThrows(SocketException.class, () -> connected.send(bytes("")));
        } else {
          connected.send(bytes(""));
          assertEquals("", text(a.receive()));
        }
      }
      return null;
    });
  }

  @Test
  void ofIpv6AsWell() {
    run(() -> {
      var at = new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);
      try (var a = Datagrams.open(DatagramOptions.at(at));
          var b = Datagrams.open(DatagramOptions.to(a.localAddress()))) {
        b.send(bytes("six"));
        var got = a.receive();
        assertEquals("six", text(got));
        assertEquals(b.localAddress(), got.sender());
      }
      return null;
    });
  }

  @Test
  void aConnectedSocketHearsItsPeerOnly() {
    run(() -> {
      try (var peer = open();
          var stranger = open();
          var connected =
              Datagrams.open(new DatagramOptions(ANY_PORT, peer.localAddress(), false, false))) {
        stranger.sendTo(bytes("strange"), connected.localAddress());
        peer.sendTo(bytes("known"), connected.localAddress());
        assertEquals("known", text(connected.receive()));
        assertThrows(
            IllegalArgumentException.class,
            () -> connected.sendTo(bytes("no"), stranger.localAddress()));
        connected.sendTo(bytes("yes"), peer.localAddress());
        assertEquals("yes", text(peer.receive()));
        assertThrows(IllegalArgumentException.class, () -> peer.send(bytes("to whom?")));
      }
      return null;
    });
  }

  @Test
  void aPortWithoutListenerIsReportedToTheProtocolWhichGoesOn() {
    run(() -> {
      InetSocketAddress free;
      try (var once = open()) {
        free = once.localAddress();
      }
      var made = Datagrams.createDatagramEndpoint(Recorder::new, DatagramOptions.to(free));
      made.transport().send(bytes("anybody?"));
      until(() -> !made.protocol().failures.isEmpty());
      assertInstanceOf(PortUnreachableException.class, made.protocol().failures.getFirst());
      assertFalse(made.transport().isClosing());
      try (var late = Datagrams.open(DatagramOptions.at(free))) {
        made.transport().send(bytes("now?"));
        var asked = late.receive();
        assertEquals("now?", text(asked));
        late.sendTo(bytes("here"), asked.sender());
        until(() -> made.protocol().events.contains("here"));
      }
      made.transport().abort();
      return null;
    });
  }

  @Test
  void aPortWithoutListenerIsThrownToTheTask() {
    run(() -> {
      InetSocketAddress free;
      try (var once = open()) {
        free = once.localAddress();
      }
      try (var client = Datagrams.open(DatagramOptions.to(free))) {
        client.send(bytes("anybody?"));
        assertThrows(PortUnreachableException.class, client::receive);
        assertTrue(client.isOpen());
      }
      return null;
    });
  }

  @Test
  void whatIsTooLongIsReportedAndNothingElseIsLost() {
    run(() -> {
      try (var receiver = open()) {
        var made = Datagrams.createDatagramEndpoint(Recorder::new, DatagramOptions.at(ANY_PORT));
        made.transport().sendTo(ByteBuffer.allocate(65_530), receiver.localAddress());
        made.transport().sendTo(ByteBuffer.allocate(100_000), receiver.localAddress());
        assertEquals(2, made.protocol().failures.size());
        assertInstanceOf(SocketException.class, made.protocol().failures.getFirst());
        made.transport().sendTo(bytes("short"), receiver.localAddress());
        assertEquals("short", text(receiver.receive()));
        made.transport().close();
      }
      return null;
    });
  }

  @Test
  void aCancelledOrLateReceiveLeavesTheSocketUsable() {
    run(() -> {
      var loop = EventLoop.current();
      try (var a = open();
          var b = open()) {
        var waiting = Tasks.spawn(() -> text(a.receive()));
        Tasks.yieldNow();
        Tasks.yieldNow();
        waiting.cancel();
        var again = Tasks.spawn(() -> text(a.receive()));
        assertThrows(Cancelled.class, waiting::await);
        b.sendTo(bytes("later"), a.localAddress());
        assertEquals("later", again.await());
        assertThrows(SocketTimeoutException.class, () -> a.receive(loop.timeNanos() + 1_000_000));
        b.sendTo(bytes("last"), a.localAddress());
        assertEquals("last", text(a.receive(loop.timeNanos() + PATIENCE_NANOS)));
      }
      return null;
    });
  }

  @Test
  void aReceiveCanBeRetriedInTheSameTurn() {
    run(() -> {
      try (var a = open();
          var b = open()) {
        var first = Tasks.spawn(() -> text(a.receive()));
        Tasks.yieldNow();
        Tasks.yieldNow();
        first.cancel();
        var _ =
            Tasks.spawn(() -> {
              Tasks.yieldNow();
              b.sendTo(bytes("second"), a.localAddress());
              return null;
            });
        assertEquals("second", text(a.receive()));
        assertThrows(Cancelled.class, first::await);
      }
      return null;
    });
  }

  @Test
  void waitsWithDeadlinesLeaveNoTimerBehindAClosedSocket() {
    run(() -> {
      var loop = EventLoop.current();
      try (var a = open();
          var b = open()) {
        for (int i = 0; i < 3; i++) {
          var _ =
              Tasks.spawn(() -> {
                b.sendTo(bytes("in time"), a.localAddress());
                return null;
              });
          assertEquals("in time", text(a.receive(loop.timeNanos() + PATIENCE_NANOS)));
        }
        assertEquals(1, loop.statistics().timerCount());
      }
      assertEquals(0, loop.statistics().timerCount());
      return null;
    });
  }

  @Test
  void whoWaitsInASocketThatIsClosedIsWoken() {
    run(() -> {
      var a = open();
      var waiting = Tasks.spawn(a::receive);
      Tasks.yieldNow();
      Tasks.yieldNow();
      a.close();
      a.close();
      until(waiting::isDone);
      assertInstanceOf(AsynchronousCloseException.class, waiting.exception());
      assertThrows(ClosedChannelException.class, a::receive);
      return null;
    });
  }

  @Test
  void aPortCanBeSharedWhenAskedFor() {
    run(() -> {
      var shared = DatagramOptions.at(ANY_PORT).withReusePort();
      try (var first = Datagrams.open(shared);
          var second = Datagrams.open(DatagramOptions.at(first.localAddress()).withReusePort())) {
        assertEquals(first.localAddress(), second.localAddress());
        assertThrows(
            BindException.class, () -> Datagrams.open(DatagramOptions.at(first.localAddress())));
      }
      return null;
    });
  }

  @Test
  void broadcastHasToBeAskedFor() {
    run(() -> {
      var everybody = new InetSocketAddress(InetAddress.ofLiteral("127.255.255.255"), 9);
      try (var plain = open();
          var broadcasting = Datagrams.open(DatagramOptions.at(ANY_PORT).withBroadcast())) {
        assertThrows(IOException.class, () -> plain.sendTo(bytes("all"), everybody));
        broadcasting.sendTo(bytes("all"), everybody);
      }
      return null;
    });
  }

  @Test
  void aThousandDatagramsComeInOrder() {
    run(() -> {
      try (var receiver = open();
          var sender = Datagrams.open(DatagramOptions.to(receiver.localAddress()))) {
        for (int round = 0; round < 100; round++) {
          for (int i = 0; i < 10; i++) {
            sender.send(bytes(round + " " + i));
          }
          for (int i = 0; i < 10; i++) {
            assertEquals(round + " " + i, text(receiver.receive()));
          }
        }
      }
      return null;
    });
  }

  @Test
  void aFloodIsReceivedInSlices() {
    run(() -> {
      var loop = EventLoop.current();
      var turns = new Turns(loop);
      var countByTurn = new HashMap<Integer, Integer>();
      var made =
          Datagrams.createDatagramEndpoint(
              () ->
                  new Recorder() {
                    @Override
                    public void datagramReceived(ByteBuffer data, InetSocketAddress sender) {
                      super.datagramReceived(data, sender);
                      countByTurn.merge(turns.count, 1, Integer::sum);
                    }
                  },
              DatagramOptions.at(ANY_PORT));
      try (var sender = Datagrams.open(DatagramOptions.to(made.transport().localAddress()))) {
        for (int i = 0; i < 100; i++) {
          sender.send(bytes("x"));
        }
        loop.callSoon(turns);
        until(() -> made.protocol().events.size() == 101);
      }
      turns.isOver = true;
      assertTrue(Collections.max(countByTurn.values()) <= 20, countByTurn::toString);
      made.transport().close();
      return null;
    });
  }

  /// Counts the turns of a loop.
  private static final class Turns implements Runnable {
    private final EventLoop loop;
    private int count;
    private boolean isOver;

    private Turns(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void run() {
      if (!isOver) {
        count++;
        loop.callSoon(this);
      }
    }
  }

  @Test
  void afterTheCloseOfTheLoopNothingIsOpen() {
    var opened = new DatagramEndpoint[1];
    run(() -> {
      opened[0] = open();
      return null;
    });
    assertFalse(opened[0].isOpen());
    assertThrows(ClosedChannelException.class, () -> opened[0].receive());
    assertThrows(IllegalStateException.class, () -> open());
  }
}
