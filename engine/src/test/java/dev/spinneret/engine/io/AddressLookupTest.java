package dev.spinneret.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryPoller
class AddressLookupTest {
  private final PollerKind poller;

  AddressLookupTest(PollerKind poller) {
    this.poller = poller;
  }

  private void inTask(Lookups lookups) {
    EventLoop.run(
        new LoopOptions(poller, Clock.SYSTEM),
        () -> {
          lookups.run(Sockets.of(EventLoop.current()));
          return true;
        });
  }

  private interface Lookups {
    void run(Sockets sockets) throws Exception;
  }

  @Test
  void aLiteralIsOfItsFamily() {
    inTask(sockets -> {
      var four = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 80);
      assertEquals(
          List.of(new AddressInfo(AddressFamily.INET, SocketType.STREAM, four)),
          sockets.getaddrinfo("192.0.2.1", 80, AddressFamily.ANY, SocketType.STREAM).await());
      var six = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 53);
      assertEquals(
          List.of(
              new AddressInfo(AddressFamily.INET6, SocketType.STREAM, six),
              new AddressInfo(AddressFamily.INET6, SocketType.DATAGRAM, six)),
          sockets.getaddrinfo("2001:db8::1", 53, AddressFamily.INET6, null).await());
    });
  }

  @Test
  void aHostWithoutAddressesOfTheFamilyIsUnknown() {
    inTask(sockets -> {
      for (var unknown :
          List.of(
              sockets.getaddrinfo("192.0.2.1", 80, AddressFamily.INET6, SocketType.STREAM),
              sockets.getaddrinfo("nobody.invalid", 80, AddressFamily.ANY, null))) {
        Tasks.wait(List.of(unknown), WaitUntil.ALL_COMPLETED);
        assertInstanceOf(UnknownHostException.class, unknown.exception());
      }
    });
  }
}
