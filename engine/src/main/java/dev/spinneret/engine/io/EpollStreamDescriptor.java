package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.EpollDescriptor;
import dev.spinneret.engine.io.descriptor.Errno;
import dev.spinneret.engine.io.descriptor.Transfers;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A connected or connecting socket of Linux.
///
/// Edge-triggered, see epoll(7): a call that transfers less than was requested has emptied or
/// filled the socket, and a new event will follow. Only the end of the stream has none of its own
/// if it was reported together with the last bytes.
final class EpollStreamDescriptor extends EpollDescriptor implements StreamDescriptor {
  private final SocketAddress remoteAddress;
  private boolean connected;
  private @Nullable IOException reset;

  EpollStreamDescriptor(
      EpollSockets sockets, int number, SocketAddress remoteAddress, boolean connected)
      throws IOException {
    super(sockets.loop(), sockets.poller(), number);
    this.remoteAddress = remoteAddress;
    this.connected = connected;
    this.writable = connected;
  }

  @Override
  public boolean finishConnect() throws IOException {
    int descriptor = open();
    if (!connected && writable) {
      if ((events & (EpollPoller.ERROR | EpollPoller.HANG_UP)) != 0) {
        int error = calls.pendingError(descriptor);
        if (error == Errno.ECONNRESET) {
          // It was established and reset before this check: the first read or write reports that.
          reset = calls.failure(error);
        } else if (error != 0) {
          throw calls.failure(error);
        }
      }
      connected = true;
    }
    return connected;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    int descriptor = intact();
    if (!readable || !dst.hasRemaining()) {
      return 0;
    }
    int count = transfers.receive(descriptor, dst);
    boolean drained =
        count > 0
            && count != Transfers.STAGED_BYTES
            && dst.hasRemaining()
            && (events & EpollPoller.READ_HANG_UP) == 0;
    if (count == 0 || drained) {
      readable = false;
    }
    return count;
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int count) throws IOException {
    int descriptor = intact();
    if (!writable) {
      return 0;
    }
    int sent = transfers.send(descriptor, srcs, offset, count);
    writable = sent > 0;
    return sent;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    int descriptor = intact();
    if (!writable) {
      return 0;
    }
    int sent = transfers.send(descriptor, src);
    writable = !src.hasRemaining() || sent == Transfers.STAGED_BYTES;
    return sent;
  }

  @Override
  public void shutdownOutput() throws IOException {
    calls.shutdownOutput(open());
  }

  /// The number, for the next transfer; throws if the connection was reset.
  private int intact() throws IOException {
    var broken = reset;
    if (broken != null) {
      throw broken;
    }
    return open();
  }

  @Override
  public SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public void abort() {
    if (isOpen()) {
      try {
        calls.setResetOnClose(number);
      } catch (IOException _) {
        // Already broken: there is nothing to reset.
      }
      close();
    }
  }
}
