package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Connections for blocking threads, platform or virtual: plain java.net sockets.
final class BlockingDialer implements Dialer {
  private final @Nullable InetAddress bind;
  private final WriteWatch writes;

  /// @param bind the local address of all connections; null lets the system choose
  /// @param writes is notified of each write
  BlockingDialer(@Nullable InetAddress bind, WriteWatch writes) {
    this.bind = bind;
    this.writes = writes;
  }

  @Override
  public long nowNanos() {
    return System.nanoTime();
  }

  @Override
  public ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      if (bind != null) {
        socket.bind(new InetSocketAddress(bind, 0));
      }
      socket.connect(remote, millisUntil(deadlineAtNanos));
      return new SocketWire(socket, writes);
    } catch (Throwable t) {
      close(socket);
      throw t;
    }
  }

  @Override
  public ByteStream connectAny(
      List<InetSocketAddress> remotes, long timeoutNanos, long deadlineAtNanos)
      throws PeerException {
    return ConnectAttempts.inTurn(
        this, ConnectAttempts.fitting(remotes, bind), timeoutNanos, deadlineAtNanos);
  }

  @Override
  public Waiter waiter() {
    return new ThreadWaiter();
  }

  @Override
  public boolean sharesBuffers() {
    return false;
  }

  @Override
  public ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  /// At least 1: 0 would mean no timeout at all.
  private static int millisUntil(long deadlineAtNanos) throws SocketTimeoutException {
    if (deadlineAtNanos == Long.MAX_VALUE) {
      return 0;
    }
    var nanos = deadlineAtNanos - System.nanoTime();
    if (nanos <= 0) {
      throw new SocketTimeoutException("the deadline has passed");
    }
    return Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos + 999_999), 1, Integer.MAX_VALUE);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // The descriptor is released in any case.
    }
  }

  private static final class SocketWire implements ByteStream {
    private final Socket socket;
    private final WriteWatch writes;

    SocketWire(Socket socket, WriteWatch writes) {
      this.socket = socket;
      this.writes = writes;
    }

    @Override
    public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
      socket.setSoTimeout(millisUntil(deadlineAtNanos));
      var at = dst.arrayOffset() + dst.position();
      var count = socket.getInputStream().read(dst.array(), at, dst.remaining());
      if (count > 0) {
        dst.position(dst.position() + count);
      }
      return count;
    }

    @Override
    public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
      var at = src.arrayOffset() + src.position();
      writes.begin(socket, deadlineAtNanos);
      try {
        socket.getOutputStream().write(src.array(), at, src.remaining());
      } catch (IOException e) {
        if (writes.end(socket)) {
          throw e;
        }
        throw tooLate();
      }
      if (!writes.end(socket)) {
        throw tooLate();
      }
      src.position(src.limit());
    }

    private static SocketTimeoutException tooLate() {
      return new SocketTimeoutException("not all was written in time");
    }

    @Override
    public @Nullable InetAddress remote() {
      return socket.getInetAddress();
    }

    @Override
    public void close() {
      BlockingDialer.close(socket);
    }
  }

  private static final class ThreadWaiter implements Waiter {
    private final CountDownLatch woken = new CountDownLatch(1);

    @Override
    public boolean await(long deadlineAtNanos) throws PeerException {
      try {
        return woken.await(deadlineAtNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new PeerException(FailureCause.CONNECT_FAILED, "interrupted while waiting");
      }
    }

    @Override
    public void wake() {
      woken.countDown();
    }
  }
}
