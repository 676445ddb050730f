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
/// Edge-triggered, see epoll(7): a call that transfers less than it was asked to has emptied or
/// filled the socket, and a new event will come. Only an end of the stream that was announced
/// together with the last bytes comes without one.
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
          // It stood, and was reset before anybody looked: that is for the first read or write.
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

  /// The number, for the next transfer.
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
        // Broken already: there is nothing left to reset.
      }
      close();
    }
  }
}
