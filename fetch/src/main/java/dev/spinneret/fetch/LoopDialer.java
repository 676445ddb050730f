package dev.spinneret.fetch;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wires for tasks of one event loop: waiting suspends the task.
///
/// @param loop whose clock is used
/// @param network opens the connections
/// @param bind their local address; null lets the system choose
record LoopDialer(EventLoop loop, Network network, @Nullable InetAddress bind) implements Dialer {

  @Override
  public long nowNanos() {
    return loop.turnTimeNanos(); // what other fetches take in this turn is no latency
  }

  @Override
  public ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException {
    var local = bind == null ? null : new InetSocketAddress(bind, 0);
    return new LoopWire(network.connect(remote, local, deadlineAtNanos), remote.getAddress());
  }

  @Override
  public ByteStream connectAny(
      List<InetSocketAddress> remotes, long timeoutNanos, long deadlineAtNanos)
      throws PeerException {
    var fitting = ConnectAttempts.fitting(remotes, bind);
    return fitting.size() == 1
        ? ConnectAttempts.inTurn(this, fitting, timeoutNanos, deadlineAtNanos)
        : new ConnectRace(loop, this, fitting, timeoutNanos, deadlineAtNanos).run();
  }

  @Override
  public Waiter waiter() {
    return new TaskWaiter(loop, loop.createFuture());
  }

  @Override
  public boolean sharesBuffers() {
    return true;
  }

  /// Allocated on the heap: a reply is parsed byte by byte, which is faster there, and the call
  /// that fills it never blocks.
  @Override
  public ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  private record LoopWire(Connection connection, InetAddress remote) implements ByteStream {
    @Override
    public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
      return connection.read(dst, deadlineAtNanos);
    }

    @Override
    public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
      connection.write(src, deadlineAtNanos);
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  private record TaskWaiter(EventLoop loop, Future<Boolean> woken) implements Waiter {
    @Override
    public boolean await(long deadlineAtNanos) {
      var timer = loop.callAt(deadlineAtNanos, () -> end(false));
      try {
        return woken.await();
      } finally {
        timer.cancel();
      }
    }

    @Override
    public void wake() {
      end(true);
    }

    private void end(boolean how) {
      if (!woken.isDone()) {
        woken.setResult(how);
      }
    }
  }
}
