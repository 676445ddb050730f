package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.SocketCalls;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Sockets of Linux, called directly.
final class EpollSockets extends Sockets {
  private final EpollPoller poller;
  private final SocketCalls calls;

  EpollSockets(EventLoop loop, EpollPoller poller) {
    super(loop);
    this.poller = poller;
    this.calls = SocketCalls.of(loop);
  }

  EpollPoller poller() {
    return poller;
  }

  @Override
  protected StreamDescriptor startConnect(SocketAddress remote, @Nullable SocketAddress local)
      throws IOException {
    int number = calls.socket(remote);
    try {
      setNoDelay(number, remote);
      if (local != null) {
        calls.bind(number, local);
      }
      calls.connect(number, remote);
    } catch (Throwable t) {
      calls.close(number);
      throw t;
    }
    return new EpollStreamDescriptor(this, number, remote, false);
  }

  @Override
  protected ListeningDescriptor startListen(SocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    int number = calls.socket(at);
    UnixPath path;
    try {
      if (at instanceof InetSocketAddress) {
        calls.setReuseAddress(number);
      }
      if (reusePort) {
        calls.setReusePort(number);
      }
      // Accepted sockets inherit it.
      setNoDelay(number, at);
      path = UnixPath.prepare(at);
      calls.bind(number, at);
      if (path != null) {
        path.bound();
      }
      calls.listen(number, backlog);
    } catch (Throwable t) {
      calls.close(number);
      throw t;
    }
    return new EpollListeningDescriptor(this, number, path);
  }

  private void setNoDelay(int number, SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress) {
      calls.setNoDelay(number);
    }
  }
}
