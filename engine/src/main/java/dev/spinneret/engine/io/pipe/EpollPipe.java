package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.descriptor.EpollDescriptor;
import dev.spinneret.engine.io.descriptor.Transfers;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One end of a pipe of Linux, which is registered directly.
final class EpollPipe extends EpollDescriptor implements StreamDescriptor {
  private final boolean reading;
  private final @Nullable Bridge bridge;

  /// Takes ownership of a number, and closes it if this fails.
  ///
  /// @param bridge moves the bytes at the other end; null if there is none
  EpollPipe(
      EventLoop loop, EpollPoller poller, int number, boolean reading, @Nullable Bridge bridge)
      throws IOException {
    super(loop, poller, number);
    this.reading = reading;
    this.bridge = bridge;
  }

  /// Calls the callbacks, so that their owners see the failure of the bridge.
  void wake() {
    onReady(EpollPoller.ERROR);
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  /// At the writing end, this only finds out that the pipe is no longer read.
  @Override
  public int read(ByteBuffer dst) throws IOException {
    int descriptor = open();
    if (!reading) {
      if ((events & EpollPoller.ERROR) != 0) {
        if (bridge != null) {
          bridge.throwFailure();
        }
        throw new IOException("Broken pipe");
      }
      readable = false;
      return 0;
    }
    if (!readable || !dst.hasRemaining()) {
      return 0;
    }
    int count = transfers.read(descriptor, dst);
    boolean drained =
        count > 0
            && count != Transfers.STAGED_BYTES
            && dst.hasRemaining()
            && (events & EpollPoller.HANG_UP) == 0;
    if (count == 0 || drained) {
      readable = false;
    }
    if (count < 0 && bridge != null) {
      bridge.throwFailure();
    }
    return count;
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int count) throws IOException {
    int descriptor = writableEnd();
    if (!writable) {
      return 0;
    }
    int written = transfers.write(descriptor, srcs, offset, count);
    writable = written > 0;
    return written;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    int descriptor = writableEnd();
    if (!writable) {
      return 0;
    }
    int written = transfers.write(descriptor, src);
    writable = !src.hasRemaining() || written == Transfers.STAGED_BYTES;
    return written;
  }

  private int writableEnd() throws IOException {
    if (reading) {
      throw new IOException("this end of the pipe is for reading");
    }
    return open();
  }

  @Override
  public boolean isOneWay() {
    return true;
  }

  @Override
  public void shutdownOutput() {
    close();
  }

  @Override
  public SocketAddress localAddress() {
    return UnixDomainSocketAddress.of("");
  }

  @Override
  public SocketAddress remoteAddress() {
    return UnixDomainSocketAddress.of("");
  }

  @Override
  public void close() {
    super.close();
    if (reading && bridge != null) {
      bridge.close();
    }
  }

  @Override
  public void abort() {
    close();
    if (bridge != null) {
      bridge.close();
    }
  }
}
