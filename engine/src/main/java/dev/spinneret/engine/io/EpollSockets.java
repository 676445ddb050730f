package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EpollPoller;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Sockets of Linux, called directly.
final class EpollSockets extends Sockets {
  private final EpollPoller poller;
  private final SocketCalls calls;

  EpollSockets(EventLoop loop, EpollPoller poller) {
    super(loop);
    this.poller = poller;
    this.calls = new SocketCalls(poller.libc());
  }

  EpollPoller poller() {
    return poller;
  }

  SocketCalls calls() {
    return calls;
  }

  @Override
  protected StreamDescriptor startConnect(
      InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException {
    int number = calls.socket(remote);
    try {
      calls.setNoDelay(number);
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
  protected ListeningDescriptor startListen(InetSocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    int number = calls.socket(at);
    try {
      calls.setReuseAddress(number);
      if (reusePort) {
        calls.setReusePort(number);
      }
      // What is accepted inherits it.
      calls.setNoDelay(number);
      calls.bind(number, at);
      calls.listen(number, backlog);
    } catch (Throwable t) {
      calls.close(number);
      throw t;
    }
    return new EpollListeningDescriptor(this, number);
  }
}
