package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.ANY_PORT;
import static dev.spinneret.engine.io.Loopback.run;
import static dev.spinneret.engine.io.Loopback.sockets;
import static dev.spinneret.engine.io.Loopback.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class SocketsTest {
  private final PollerKind poller;

  SocketsTest(PollerKind poller) {
    this.poller = poller;
  }

  private static StreamDescriptor connect(Descriptor listener) throws IOException {
    return sockets().sockConnect(listener.localAddress(), null, Connection.NO_DEADLINE);
  }

  @Test
  void socketCallsSuspendUntilTheyAreDone() {
    run(
        poller,
        () -> {
          try (var listener = sockets().sockListen(ANY_PORT, ServerOptions.DEFAULT)) {
            var accepting = EventLoop.current().createTask(() -> sockets().sockAccept(listener));
            try (var client = connect(listener);
                var server = accepting.await()) {
              var receiving =
                  EventLoop.current()
                      .createTask(() -> {
                        var buffer = ByteBuffer.allocate(100);
                        sockets().sockRecv(server, buffer);
                        return UTF_8.decode(buffer.flip()).toString();
                      });
              Tasks.yieldNow();
              assertFalse(receiving.isDone());
              sockets().sockSendall(client, UTF_8.encode("bytes"));
              assertEquals("bytes", receiving.await());
            }
          }
          return null;
        });
  }

  @Test
  void aReaderIsCalledInEveryTurnUntilEverythingIsRead() {
    run(
        poller,
        () -> {
          var sockets = sockets();
          try (var listener = sockets.sockListen(ANY_PORT, ServerOptions.DEFAULT);
              var client = connect(listener);
              var server = sockets.sockAccept(listener)) {
            var read = new StringBuilder();
            var one = ByteBuffer.allocate(1);
            sockets.addReader(
                server,
                () -> {
                  try {
                    if (server.read(one.clear()) > 0) {
                      read.append((char) one.get(0));
                    }
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
            sockets.sockSendall(client, UTF_8.encode("letters"));
            until(() -> read.toString().equals("letters"));
            assertTrue(sockets.removeReader(server));
            assertFalse(sockets.removeReader(server));
            sockets.sockSendall(client, UTF_8.encode("more"));
            Tasks.sleepNanos(1_000_000);
            assertEquals("letters", read.toString());
          }
          return null;
        });
  }

  @Test
  void aWriterIsCalledWhileThereIsRoom() {
    run(
        poller,
        () -> {
          var sockets = sockets();
          try (var listener = sockets.sockListen(ANY_PORT, ServerOptions.DEFAULT);
              var client = connect(listener);
              var server = sockets.sockAccept(listener)) {
            var calls = new ArrayList<Long>();
            sockets.addWriter(client, () -> calls.add(EventLoop.current().timeNanos()));
            until(() -> calls.size() > 3);
            // One call a turn.
            assertEquals(calls.size(), calls.stream().distinct().count());
            assertTrue(sockets.removeWriter(client));
            assertFalse(sockets.removeWriter(client));
            int before = calls.size();
            Tasks.sleepNanos(1_000_000);
            assertEquals(before, calls.size());
            assertTrue(server.isOpen());
          }
          return null;
        });
  }

  @Test
  void aReaderOfAClosedDescriptorIsForgotten() {
    run(
        poller,
        () -> {
          var sockets = sockets();
          try (var listener = sockets.sockListen(ANY_PORT, ServerOptions.DEFAULT)) {
            var client = connect(listener);
            sockets.addReader(client, () -> {});
            client.close();
            Tasks.yieldNow();
            Tasks.yieldNow();
            assertFalse(sockets.removeReader(client));
            assertThrows(ClosedChannelException.class, () -> client.read(ByteBuffer.allocate(1)));
            assertThrows(ClosedChannelException.class, () -> client.write(ByteBuffer.allocate(1)));
          }
          return null;
        });
  }

  @Test
  void severalListenersMayShareAPortWhenAllOfThemSaySo() {
    run(
        poller,
        () -> {
          var shared = new ServerOptions(10, true);
          try (var first = sockets().sockListen(ANY_PORT, shared);
              var second = sockets().sockListen(first.localAddress(), shared)) {
            assertEquals(first.localAddress(), second.localAddress());
            assertThrows(
                BindException.class,
                () -> sockets().sockListen(first.localAddress(), ServerOptions.DEFAULT));
          }
          assertThrows(IllegalArgumentException.class, () -> new ServerOptions(0, false));
          return null;
        });
  }

  @Test
  void aConnectionCanHaveAnAddressOfItsOwn() {
    run(
        poller,
        () -> {
          var own = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0);
          try (var listener = sockets().listen(ANY_PORT, 1, false);
              var client = sockets().connect(listener.address(), own, Connection.NO_DEADLINE);
              var server = listener.accept()) {
            assertEquals("127.0.0.2", server.remoteAddress().getAddress().getHostAddress());
            assertEquals(client.localAddress(), server.remoteAddress());
          }
          return null;
        });
  }

  @Test
  void addressesOfVersionSixWork() {
    run(
        poller,
        () -> {
          var any = new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);
          Listener listener;
          try {
            listener = sockets().listen(any, 1, false);
          } catch (IOException e) {
            assumeTrue(false, "no IPv6 here: " + e);
            return null;
          }
          try (listener;
              var client = sockets().connect(listener.address(), null, Connection.NO_DEADLINE);
              var server = listener.accept()) {
            assertEquals(client.localAddress(), server.remoteAddress());
            assertEquals(listener.address(), client.remoteAddress());
            assertEquals(any.getAddress(), server.localAddress().getAddress());
          }
          return null;
        });
  }

  @Test
  void aConnectionThatIsResetAtOnceFailsWhenItIsReadAndNotInItsConnect() {
    assumeTrue(poller == PollerKind.EPOLL, "java.nio does not distinguish the two");
    run(
        poller,
        () -> {
          try (var listener = ServerSocketChannel.open().bind(ANY_PORT)) {
            var client =
                sockets().startConnect((InetSocketAddress) listener.getLocalAddress(), null);
            var accepted = listener.accept();
            accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
            accepted.close();
            new Connection(EventLoop.current(), client).finishConnect(Connection.NO_DEADLINE);
            assertThrows(SocketException.class, () -> client.read(ByteBuffer.allocate(1)));
            client.close();
          }
          return null;
        });
  }

  @Test
  void anUnresolvedAddressIsRefused() {
    run(
        poller,
        () -> {
          var unresolved = InetSocketAddress.createUnresolved("example.invalid", 80);
          assertThrows(
              RuntimeException.class,
              () -> sockets().connect(unresolved, null, Connection.NO_DEADLINE));
          return null;
        });
  }

  @Test
  void aLoopHasOneSetOfSocketsAndClosesThemWithItself() {
    var left = new ArrayList<Descriptor>();
    try (var loop = EventLoop.create(new LoopOptions(poller, Clock.SYSTEM))) {
      loop.runUntilComplete(() -> {
        assertSame(sockets(), Network.of(loop));
        var listener = sockets().sockListen(ANY_PORT, ServerOptions.DEFAULT);
        left.add(listener);
        left.add(connect(listener));
        left.getFirst().whenReadable(() -> loop.callSoon(() -> {}));
        return null;
      });
      assertTrue(left.stream().allMatch(Descriptor::isOpen));
    }
    assertTrue(left.stream().noneMatch(Descriptor::isOpen));
  }
}
