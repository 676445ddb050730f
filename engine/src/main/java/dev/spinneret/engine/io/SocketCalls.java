package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.Libc;
import dev.spinneret.engine.loop.NativeMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// The socket calls of Linux on bare descriptors, their errors as the exceptions that java.nio
/// throws for them.
///
/// One for each loop, used on its thread only. Names and numbers are those of `socket.h` and
/// `errno.h`, the same on x86_64 and aarch64.
final class SocketCalls {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int SO_LINGER = 13;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SHUT_WR = 1;

  private static final int EINTR = 4;
  private static final int EBADF = 9;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EPIPE = 32;
  private static final int EPROTO = 71;
  private static final int EADDRINUSE = 98;
  private static final int EADDRNOTAVAIL = 99;
  private static final int ENETUNREACH = 101;
  private static final int ECONNABORTED = 103;
  static final int ECONNRESET = 104;
  private static final int ETIMEDOUT = 110;
  private static final int ECONNREFUSED = 111;
  private static final int EHOSTUNREACH = 113;
  private static final int EINPROGRESS = 115;

  private static final MemorySegment SOCKET = Libc.find("socket");
  private static final MemorySegment CONNECT = Libc.find("connect");
  private static final MemorySegment BIND = Libc.find("bind");
  private static final MemorySegment LISTEN = Libc.find("listen");
  private static final MemorySegment ACCEPT4 = Libc.find("accept4");
  private static final MemorySegment RECV = Libc.find("recv");
  private static final MemorySegment SEND = Libc.find("send");
  private static final MemorySegment SHUTDOWN = Libc.find("shutdown");
  private static final MemorySegment CLOSE = Libc.find("close");
  private static final MemorySegment SETSOCKOPT = Libc.find("setsockopt");
  private static final MemorySegment GETSOCKOPT = Libc.find("getsockopt");
  private static final MemorySegment GETSOCKNAME = Libc.find("getsockname");

  /// The most that one call transfers from or to memory of the Java heap: who gets just so much
  /// does not know yet whether the socket has or takes more.
  static final int STAGED_BYTES = 64 * 1024;

  private final Libc libc;
  private final SocketAddress address = new SocketAddress();
  private final NativeMemory option = NativeMemory.allocate(2 * Integer.BYTES);
  private final NativeMemory length = NativeMemory.allocate(Integer.BYTES);

  /// Bytes on their way between the socket and the Java heap, or of several buffers, to leave in
  /// one call. To copy them costs far less than a shape of call that reaches into the heap would
  /// cost to link.
  private final NativeMemory staging = NativeMemory.allocate(STAGED_BYTES);

  private final ByteBuffer staged = staging.bytes();

  SocketCalls(Libc libc) {
    this.libc = libc;
  }

  /// Opens a TCP socket of the family of `peer`.
  int socket(InetSocketAddress peer) throws IOException {
    int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    return check(libc.call(SOCKET, SocketAddress.family(peer), type, 0));
  }

  void bind(int descriptor, InetSocketAddress at) throws IOException {
    check(libc.call(BIND, descriptor, address.bytes(), address.write(at)));
  }

  void listen(int descriptor, int backlog) throws IOException {
    check(libc.call(LISTEN, descriptor, backlog, 0));
  }

  /// Begins a connect.
  void connect(int descriptor, InetSocketAddress remote) throws IOException {
    int result = libc.call(CONNECT, descriptor, address.bytes(), address.write(remote));
    // A connect that a signal interrupts goes on in the background as well.
    if (result < 0 && libc.errno() != EINPROGRESS && libc.errno() != EINTR) {
      throw failure(libc.errno());
    }
  }

  /// The error that waits for a descriptor, such as how a connect has ended; it waits no more then.
  ///
  /// @return 0 if there is none
  int pendingError(int descriptor) throws IOException {
    length.bytes().putInt(0, Integer.BYTES);
    check(
        (int)
            libc.call(
                GETSOCKOPT,
                descriptor,
                SOL_SOCKET,
                SO_ERROR,
                option.address(),
                length.address(),
                0));
    return option.bytes().getInt(0);
  }

  /// Takes a connection; its peer is then [#lastAddress].
  ///
  /// @return -1 if there is none
  int accept(int descriptor) throws IOException {
    while (true) {
      length.bytes().putInt(0, SocketAddress.BYTES);
      int accepted =
          (int)
              libc.call(
                  ACCEPT4,
                  descriptor,
                  address.bytes(),
                  length.address(),
                  SOCK_NONBLOCK | SOCK_CLOEXEC,
                  0,
                  0);
      if (accepted >= 0) {
        return accepted;
      }
      switch (libc.errno()) {
        case EAGAIN -> {
          return -1;
        }
        case EINTR, ECONNABORTED, EPROTO -> {
          // That one is gone before it was taken; the next may be there.
        }
        default -> throw failure(libc.errno());
      }
    }
  }

  /// The address that the last `accept` or `localAddress` brought.
  InetSocketAddress lastAddress() {
    return address.read();
  }

  InetSocketAddress localAddress(int descriptor) throws IOException {
    length.bytes().putInt(0, SocketAddress.BYTES);
    check(libc.call(GETSOCKNAME, descriptor, address.bytes(), length.address()));
    return address.read();
  }

  /// Receives into `dst`, at most [#STAGED_BYTES] when that lies in the Java heap.
  ///
  /// @return 0 if there is nothing now; -1 at the end of the stream
  int receive(int descriptor, ByteBuffer dst) throws IOException {
    if (dst.isDirect()) {
      int count = transfer(RECV, descriptor, address(dst), dst.remaining(), 0);
      dst.position(dst.position() + Math.max(0, count));
      return received(count);
    }
    int most = Math.min(dst.remaining(), STAGED_BYTES);
    int count = transfer(RECV, descriptor, staging.address(), most, 0);
    if (count > 0) {
      dst.put(staged.clear().limit(count));
    }
    return received(count);
  }

  private static int received(int count) {
    return count == 0 ? -1 : Math.max(0, count);
  }

  /// Sends what the system takes, at most [#STAGED_BYTES] of a buffer in the Java heap.
  ///
  /// @return 0 if it takes nothing now
  int send(int descriptor, ByteBuffer src) throws IOException {
    int sent;
    if (src.isDirect()) {
      sent = send(descriptor, address(src), src.remaining());
    } else {
      staged.clear();
      stage(src);
      sent = sendStaged(descriptor);
    }
    src.position(src.position() + sent);
    return sent;
  }

  /// Sends what the system takes of several buffers, at most [#STAGED_BYTES] of them together.
  ///
  /// @return 0 if it takes nothing now
  int send(int descriptor, ByteBuffer[] srcs, int offset, int count) throws IOException {
    if (count == 1 || srcs[offset].remaining() >= STAGED_BYTES) {
      return send(descriptor, srcs[offset]);
    }
    staged.clear();
    for (int i = offset; i < offset + count && staged.hasRemaining(); i++) {
      stage(srcs[i]);
    }
    int sent = sendStaged(descriptor);
    int left = sent;
    for (int i = offset; left > 0; i++) {
      int part = Math.min(left, srcs[i].remaining());
      srcs[i].position(srcs[i].position() + part);
      left -= part;
    }
    return sent;
  }

  private int sendStaged(int descriptor) throws IOException {
    return send(descriptor, staging.address(), staged.position());
  }

  private int send(int descriptor, long from, int count) throws IOException {
    return Math.max(0, transfer(SEND, descriptor, from, count, MSG_NOSIGNAL));
  }

  /// Adds as much of a buffer as there is room for; its position stays.
  private void stage(ByteBuffer src) {
    int part = Math.min(src.remaining(), staged.remaining());
    staged.put(staged.position(), src, src.position(), part);
    staged.position(staged.position() + part);
  }

  /// Where the C library finds the remaining bytes of a direct buffer.
  private static long address(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct).address();
  }

  /// Transfers from or to memory outside the heap, while which a garbage collection may go on; -1
  /// stands for "not now".
  private int transfer(MemorySegment function, int descriptor, long bytes, int size, int flags)
      throws IOException {
    while (true) {
      long count = libc.call(function, descriptor, bytes, size, flags, 0, 0);
      if (count >= 0) {
        return (int) count;
      }
      switch (libc.errno()) {
        case EAGAIN -> {
          return -1;
        }
        case EINTR -> {
          // Nothing was transferred: once more.
        }
        default -> throw failure(libc.errno());
      }
    }
  }

  void shutdownOutput(int descriptor) throws IOException {
    check(libc.call(SHUTDOWN, descriptor, SHUT_WR, 0));
  }

  /// Closes a descriptor; never again after `EINTR`, for on Linux the number is free by then.
  void close(int descriptor) {
    libc.call(CLOSE, descriptor, 0, 0);
  }

  void setNoDelay(int descriptor) throws IOException {
    setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1, 0, 4);
  }

  void setReuseAddress(int descriptor) throws IOException {
    setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1, 0, 4);
  }

  void setReusePort(int descriptor) throws IOException {
    setOption(descriptor, SOL_SOCKET, SO_REUSEPORT, 1, 0, 4);
  }

  /// Has the close send a reset.
  void setResetOnClose(int descriptor) throws IOException {
    setOption(descriptor, SOL_SOCKET, SO_LINGER, 1, 0, 8);
  }

  private void setOption(int descriptor, int level, int name, int first, int second, int bytes)
      throws IOException {
    option.bytes().putInt(0, first);
    option.bytes().putInt(Integer.BYTES, second);
    check((int) libc.call(SETSOCKOPT, descriptor, level, name, option.address(), bytes, 0));
  }

  private int check(int result) throws IOException {
    if (result < 0) {
      throw failure(libc.errno());
    }
    return result;
  }

  /// An error number as an exception.
  IOException failure(int errno) {
    return switch (errno) {
      case EBADF -> new ClosedChannelException();
      case ECONNREFUSED, ETIMEDOUT -> new ConnectException(libc.message(errno));
      case ENETUNREACH, EHOSTUNREACH -> new NoRouteToHostException(libc.message(errno));
      case EADDRINUSE, EADDRNOTAVAIL, EACCES -> new BindException(libc.message(errno));
      case ECONNRESET -> new SocketException("Connection reset");
      case EPIPE -> new IOException(libc.message(errno));
      default -> new SocketException(libc.message(errno));
    };
  }
}
