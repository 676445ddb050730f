package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.http.HeadLimits;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import dev.spinneret.fetch.options.FetchOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The pool by itself, with a clock that the test moves.
class ConnectionPoolTest {
  private static final long NEVER = Long.MAX_VALUE;
  private final StoppedClock clock = new StoppedClock();

  private ConnectionPool pool(FetchOptions options) {
    return new ConnectionPool(clock, options, options.pool().maxIdle());
  }

  @Test
  void theConnectionThatWasUsedLastIsTakenFirst() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT);
    var one = idle(pool, "a");
    var two = idle(pool, "a");
    var origin = pool.enter("a", NEVER);
    assertSame(two, pool.takeIdle(origin));
    assertSame(one, pool.takeIdle(origin));
    assertNull(pool.takeIdle(origin));
  }

  @Test
  void anotherOriginHasItsOwnConnections() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT);
    idle(pool, "a");
    assertNull(pool.takeIdle(pool.enter("b", NEVER)));
  }

  @Test
  void anExpiredConnectionIsClosedAndNotTaken() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT.withPool(p -> p.withIdleTimeout(Duration.ofNanos(10))));
    var connection = idle(pool, "a");
    clock.nowNanos += 10;
    assertNull(pool.takeIdle(pool.enter("a", NEVER)));
    assertTrue(closed(connection));
  }

  @Test
  void theLeastRecentlyUsedConnectionGoesWhenThereAreTooMany() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT.withPool(p -> p.withMaxIdle(2)));
    var one = idle(pool, "a");
    var two = idle(pool, "b");
    var three = idle(pool, "a");
    assertTrue(closed(one));
    assertFalse(closed(two));
    assertFalse(closed(three));
  }

  @Test
  void theLeastRecentlyUsedConnectionGoesWhenTheyHoldTooMuchMemory() throws PeerException {
    var pool =
        pool(
            FetchOptions.DEFAULT.withPool(p -> p.withMaxIdleBytes(3L * DeadStream.HELD_BYTES - 1)));
    var one = idle(pool, "a");
    var two = idle(pool, "b");
    assertFalse(closed(one));
    var three = idle(pool, "c");
    assertTrue(closed(one));
    assertFalse(closed(two));
    assertSame(two, pool.takeIdle(pool.enter("b", NEVER)));
    var four = idle(pool, "d");
    assertFalse(closed(three), "the connection in use does not count");
    assertFalse(closed(four));
  }

  @Test
  void idleConnectionsMakeRoomForThoseInUse() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT.withPool(p -> p.withMaxOpen(2)));
    var one = idle(pool, "a");
    var two = idle(pool, "b");
    pool.enter("c", NEVER);
    pool.makeRoom();
    assertTrue(closed(one));
    assertFalse(closed(two));
  }

  @Test
  void whoLacksADescriptorIsWokenWhenAConnectionIsGivenBackAndGetsItsPlace() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT);
    var other = pool.enter("a", NEVER);
    pool.enter("b", NEVER);
    var connection = connection();
    clock.whileWaiting = () -> pool.leave(other, connection);
    assertTrue(pool.awaitRoom(NEVER));
    assertTrue(closed(connection));
    assertEquals(1, clock.wokenCount);
  }

  @Test
  void closingThePoolClosesWhatIsIdleAndWhatComesBack() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT);
    var early = idle(pool, "a");
    var origin = pool.enter("a", NEVER);
    pool.close();
    assertTrue(closed(early));
    var late = connection();
    pool.leave(origin, late);
    assertTrue(closed(late));
  }

  @Test
  void whoWaitsTooLongForAFullOriginFails() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(1)));
    var origin = pool.enter("a", NEVER);
    clock.woken = false;
    var refusal = assertThrows(PeerException.class, () -> pool.enter("a", NEVER));
    assertEquals(FailureCause.CONNECT_TIMEOUT, refusal.failureCause());
    pool.enter("b", NEVER);
    pool.leave(origin, null);
    assertSame(origin, pool.enter("a", NEVER));
  }

  @Test
  void whoLeavesGivesItsPermitToTheFirstWhoWaits() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(1)));
    var origin = pool.enter("a", NEVER);
    clock.whileWaiting = () -> pool.leave(origin, null);
    assertSame(origin, pool.enter("a", NEVER));
    assertEquals(1, clock.wokenCount);
    assertEquals(1, origin.activeCount);
  }

  @Test
  void aPermitThatComesTooLateIsPassedOn() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(1)));
    var origin = pool.enter("a", NEVER);
    clock.woken = false;
    clock.whileWaiting = () -> pool.leave(origin, null);
    assertThrows(PeerException.class, () -> pool.enter("a", NEVER));
    assertEquals(0, origin.activeCount);
  }

  @Test
  void originsAreForgottenBeyondTheBoundUnlessTheyAreInUse() throws PeerException {
    var pool = pool(FetchOptions.DEFAULT);
    var busy = pool.enter("busy", NEVER);
    var seen = pool.enter("seen", NEVER);
    seen.version = HttpVersion.HTTP_1_0;
    pool.leave(seen, null);
    for (var i = 0; i < 10_100; i++) {
      pool.leave(pool.enter("o" + i, NEVER), null);
    }
    assertSame(busy, pool.enter("busy", NEVER));
    assertEquals(HttpVersion.HTTP_1_1, pool.enter("seen", NEVER).version);
  }

  private static PooledConnection idle(ConnectionPool pool, String origin) throws PeerException {
    var connection = connection();
    pool.leave(pool.enter(origin, NEVER), connection);
    return connection;
  }

  private static PooledConnection connection() {
    return new PooledConnection(
        new DeadStream(), new ReplyReader(HeadLimits.DEFAULT), new ConnectionSlots());
  }

  private static boolean closed(PooledConnection connection) {
    return ((DeadStream) connection.stream).closed;
  }

  /// Its waiters do not wait: they do what the test says, and report what it says.
  private static final class StoppedClock implements Dialer {
    long nowNanos;
    boolean woken = true;
    int wokenCount;
    Runnable whileWaiting = () -> {};

    @Override
    public boolean sharesBuffers() {
      return false;
    }

    @Override
    public Waiter waiter() {
      return new Waiter() {
        @Override
        public boolean await(long deadlineAtNanos) {
          whileWaiting.run();
          return woken;
        }

        @Override
        public void wake() {
          wokenCount++;
        }
      };
    }

    @Override
    public long nowNanos() {
      return nowNanos;
    }

    @Override
    public ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) {
      throw new AssertionError("the pool opens no connections");
    }

    @Override
    public ByteBuffer allocate(int bytes) {
      return ByteBuffer.allocate(bytes);
    }
  }

  private static final class DeadStream implements ByteStream {
    static final int HELD_BYTES = 1_000;

    boolean closed;

    @Override
    public int heldBytes() {
      return HELD_BYTES;
    }

    @Override
    public int read(ByteBuffer dst, long deadlineAtNanos) {
      return -1;
    }

    @Override
    public void write(ByteBuffer src, long deadlineAtNanos) {}

    @Override
    public @Nullable InetAddress remote() {
      return null;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
