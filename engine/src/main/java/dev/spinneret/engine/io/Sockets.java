package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EpollPoller;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.NioPoller;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The sockets of one loop, at every level: descriptors, connections, protocols, streams.
///
/// Everything is called on the loop's thread; what suspends is called in a task and says so.
public abstract class Sockets implements Network {
  private final EventLoop loop;

  /// Creates the sockets of a loop.
  ///
  /// @param loop whose tasks use them
  protected Sockets(EventLoop loop) {
    this.loop = loop;
  }

  /// The sockets that fit the loop's poller.
  ///
  /// @param loop a loop with a poller of ours
  /// @return its sockets, always the same
  /// @throws IllegalArgumentException if the loop's poller has no sockets
  public static Sockets of(EventLoop loop) {
    return switch (loop.poller()) {
      case EpollPoller epoll -> {
        var known = (Sockets) epoll.attachment();
        if (known == null) {
          known = new EpollSockets(loop, epoll);
          epoll.attach(known);
        }
        yield known;
      }
      case NioPoller nio -> {
        var known = (Sockets) nio.attachment();
        if (known == null) {
          known = new NioSockets(loop, nio);
          nio.attach(known);
        }
        yield known;
      }
      default ->
          throw new IllegalArgumentException(
              "no sockets for a " + loop.poller().getClass().getSimpleName());
    };
  }

  /// The loop that they belong to.
  ///
  /// @return its loop
  public final EventLoop loop() {
    return loop;
  }

  /// Begins to connect. Does not suspend.
  ///
  /// @param remote address and port, resolved
  /// @param local the address to bind to; null lets the system choose
  /// @return becomes writable when the connect has ended
  /// @throws IOException if the system refuses at once
  protected abstract StreamDescriptor startConnect(
      InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException;

  /// Begins to listen. Does not suspend.
  ///
  /// @param at address and port; port 0 lets the system choose
  /// @param backlog how many connections may wait to be accepted
  /// @param reusePort whether several listeners may share the port
  /// @return becomes readable when a connection waits
  /// @throws IOException if the address is taken or may not be used
  protected abstract ListeningDescriptor startListen(
      InetSocketAddress at, int backlog, boolean reusePort) throws IOException;

  @Override
  public final Connection connect(
      InetSocketAddress remote, @Nullable InetSocketAddress local, long deadlineAtNanos)
      throws IOException {
    return new SocketConnection(loop, sockConnect(remote, local, deadlineAtNanos));
  }

  @Override
  public final Listener listen(InetSocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    return new SocketListener(loop, startListen(at, backlog, reusePort));
  }

  /// Connects a descriptor, suspending until that has succeeded or failed.
  ///
  /// @param remote address and port, resolved
  /// @param local the address to bind to; null lets the system choose
  /// @param deadlineAtNanos the latest instant on the loop's clock, or [Connection#NO_DEADLINE]
  /// @return the descriptor, which the caller closes
  /// @throws java.net.SocketTimeoutException at the deadline
  /// @throws IOException if the peer refuses or cannot be reached
  public final StreamDescriptor sockConnect(
      InetSocketAddress remote, @Nullable InetSocketAddress local, long deadlineAtNanos)
      throws IOException {
    var descriptor = startConnect(remote, local);
    try {
      Waiting.finishConnect(loop, descriptor, deadlineAtNanos);
      return descriptor;
    } catch (Throwable t) {
      descriptor.close();
      throw t;
    }
  }
}
