package dev.spinneret.fetch;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Wires for tasks of one event loop: waiting suspends the task.
///
/// @param loop its clock counts
/// @param network opens the connections
record LoopTransport(EventLoop loop, Network network) implements Transport {

  @Override
  public long nowNanos() {
    return loop.timeNanos();
  }

  @Override
  public Wire connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException {
    return new LoopWire(network.connect(remote, null, deadlineAtNanos), remote.getAddress());
  }

  @Override
  public ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  private record LoopWire(Connection connection, InetAddress remote) implements Wire {
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
}
