package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.parse.url.WebUrl;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What becomes of the connections that lose a race.
class ConnectRaceTest {
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Test
  void anAttemptThatIsStillUnderWayIsClosedWhenAnotherWins() throws IOException {
    try (var silent = new Silent(0);
        var server = new RawServer(RawServer.Peer::awaitClose)) {
      EventLoop.run(() -> {
        var before = openDescriptors();
        var stream = race(direct(), List.of(silent.address(), address(server))).run();
        assertEquals(before + 2, settled(before + 2), "the winner and the server's end");
        stream.close();
        assertEquals(before, settled(before));
        return null;
      });
    }
  }

  @Test
  void aLoserThatConnectsAllTheSameIsClosedAndItsServerSeesThat() {
    var closedCount = new AtomicInteger();
    RawServer.Script script =
        peer -> {
          peer.awaitClose();
          closedCount.incrementAndGet();
        };
    try (var late = new RawServer(script);
        var server = new RawServer(script)) {
      EventLoop.run(() -> {
        var dialer = new Held(direct(), EventLoop.current().createFuture());
        var stream = race(dialer, List.of(address(late), address(server))).run();
        assertEquals(2, dialer.connected.size(), "both stood in the same turn");
        for (var i = 0; i < 1_000 && closedCount.get() == 0; i++) {
          Tasks.sleepNanos(10_000_000);
        }
        assertEquals(1, closedCount.get());
        stream.close();
        return null;
      });
    }
  }

  @Test
  void aRaceThatIsCancelledLeavesNothingOpen() throws IOException {
    try (var silent = new Silent(0)) {
      EventLoop.run(() -> {
        var before = openDescriptors();
        var race = race(direct(), List.of(silent.address(), silent.address(), silent.address()));
        var racing = EventLoop.current().createTask(race::run);
        while (openDescriptors() < before + 2) {
          Tasks.sleepNanos(5_000_000);
        }
        racing.cancel();
        assertThrows(Cancelled.class, racing::await);
        assertEquals(before, settled(before));
        return null;
      });
    }
  }

  private static ConnectRace race(Dialer dialer, List<InetSocketAddress> remotes) {
    var loop = EventLoop.current();
    return new ConnectRace(loop, dialer, remotes, TIMEOUT_NANOS, loop.timeNanos() + TIMEOUT_NANOS);
  }

  private static Dialer direct() {
    var loop = EventLoop.current();
    return new LoopDialer(loop, Network.of(loop), null);
  }

  private static InetSocketAddress address(RawServer server) {
    var url = Objects.requireNonNull(WebUrl.parse(server.url("/"), null));
    return new InetSocketAddress("127.0.0.1", url.port());
  }

  /// How many descriptors are open, once that has been what is hoped for ten times in a row, or
  /// after a long time: on the way there, one that opens late can make up for one that closes late.
  private static int settled(int hoped) {
    var open = openDescriptors();
    var inARow = 0;
    for (var i = 0; i < 1_000 && inARow < 10; i++) {
      Tasks.sleepNanos(10_000_000);
      open = openDescriptors();
      inARow = open == hoped ? inARow + 1 : 0;
    }
    return open;
  }

  /// 0 where the system does not tell.
  private static int openDescriptors() {
    var all = new File("/proc/self/fd").list();
    return all == null ? 0 : all.length;
  }

  /// The first connection to stand is held back until the second stands.
  private static final class Held implements Dialer {
    final List<InetSocketAddress> connected = new ArrayList<>();
    private final Dialer direct;
    private final Future<Boolean> second;

    Held(Dialer direct, Future<Boolean> second) {
      this.direct = direct;
      this.second = second;
    }

    @Override
    public ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException {
      var stream = direct.connect(remote, deadlineAtNanos);
      connected.add(remote);
      if (connected.size() == 1) {
        second.await();
      } else {
        second.setResult(true);
        // The one that was held back ends first.
        Tasks.yieldNow();
      }
      return stream;
    }

    @Override
    public long nowNanos() {
      return direct.nowNanos();
    }

    @Override
    public Waiter waiter() {
      return direct.waiter();
    }

    @Override
    public boolean sharesBuffers() {
      return direct.sharesBuffers();
    }

    @Override
    public ByteBuffer allocate(int bytes) {
      return direct.allocate(bytes);
    }
  }
}
