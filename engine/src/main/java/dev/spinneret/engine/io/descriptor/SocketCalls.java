package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopLocal;
import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;

/// The system calls of Linux for sockets that do not transfer bytes. Errors are thrown as the
/// exceptions of java.nio.
///
/// One instance per loop, used on its thread only. Names and numbers are those of `socket.h` and
/// `errno.h`, the same on x86_64 and aarch64.
public final class SocketCalls {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int SO_BROADCAST = 6;
  private static final int SO_LINGER = 13;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int SHUT_WR = 1;

  private static final MemorySegment SOCKET = Libc.find("socket");
  private static final MemorySegment CONNECT = Libc.find("connect");
  private static final MemorySegment BIND = Libc.find("bind");
  private static final MemorySegment LISTEN = Libc.find("listen");
  private static final MemorySegment ACCEPT4 = Libc.find("accept4");
  private static final MemorySegment SHUTDOWN = Libc.find("shutdown");
  private static final MemorySegment CLOSE = Libc.find("close");
  private static final MemorySegment SETSOCKOPT = Libc.find("setsockopt");
  private static final MemorySegment GETSOCKOPT = Libc.find("getsockopt");
  private static final MemorySegment GETSOCKNAME = Libc.find("getsockname");

  private static final LoopLocal<SocketCalls> OF_LOOP = LoopLocal.of(_ -> new SocketCalls());

  private final Libc libc = new Libc();
  private final AddressStruct address = new AddressStruct();
  private final NativeMemory option = NativeMemory.allocate(2 * Integer.BYTES);
  private final NativeMemory length = NativeMemory.allocate(Integer.BYTES);

  private SocketCalls() {}

  /// The calls of a loop.
  ///
  /// @param loop a loop with an epoll poller
  /// @return always the same for a loop
  public static SocketCalls of(EventLoop loop) {
    return OF_LOOP.get(loop);
  }

  /// Opens a stream socket.
  ///
  /// @param peer an address of the same family
  /// @return its number
  /// @throws IOException if the system refuses
  public int socket(SocketAddress peer) throws IOException {
    return open(AddressStruct.family(peer), SOCK_STREAM);
  }

  /// Opens a datagram socket.
  ///
  /// @param peer an address of the same family
  /// @return its number
  /// @throws IOException if the system refuses
  public int datagramSocket(SocketAddress peer) throws IOException {
    return open(AddressStruct.family(peer), SOCK_DGRAM);
  }

  private int open(int family, int type) throws IOException {
    return check(libc.call(SOCKET, family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  }

  /// Binds a socket.
  ///
  /// @param descriptor its number
  /// @param at its address
  /// @throws IOException if the system refuses
  public void bind(int descriptor, SocketAddress at) throws IOException {
    check(libc.call(BIND, descriptor, address.bytes(), address.write(at)));
  }

  /// Starts to listen.
  ///
  /// @param descriptor its number
  /// @param backlog how many connections may wait
  /// @throws IOException if the system refuses
  public void listen(int descriptor, int backlog) throws IOException {
    check(libc.call(LISTEN, descriptor, backlog, 0));
  }

  /// Starts a connect.
  ///
  /// @param descriptor its number
  /// @param remote the peer's address
  /// @throws IOException if the system refuses
  public void connect(int descriptor, SocketAddress remote) throws IOException {
    int result = libc.call(CONNECT, descriptor, address.bytes(), address.write(remote));
    // A connect that is interrupted by a signal continues in the background as well.
    if (result < 0 && libc.errno() != Errno.EINPROGRESS && libc.errno() != Errno.EINTR) {
      throw Errno.last(libc);
    }
  }

  /// Returns and clears the pending error of a descriptor, such as that of a connect.
  ///
  /// @param descriptor its number
  /// @return 0 if there is none
  /// @throws IOException if the system refuses
  public int pendingError(int descriptor) throws IOException {
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

  /// Accepts a connection; [#lastAddress] then returns its peer.
  ///
  /// @param descriptor its number
  /// @return the connection's number; -1 if there is none
  /// @throws IOException if the system refuses
  public int accept(int descriptor) throws IOException {
    while (true) {
      length.bytes().putInt(0, AddressStruct.BYTES);
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
        case Errno.EAGAIN -> {
          return -1;
        }
        case Errno.EINTR, Errno.ECONNABORTED, Errno.EPROTO -> {
          // The connection is gone; there may be another.
        }
        default -> throw Errno.last(libc);
      }
    }
  }

  /// The address that the last `accept` or `localAddress` returned.
  ///
  /// @return internet address, or path of a Unix socket
  public SocketAddress lastAddress() {
    return address.read(length.bytes().getInt(0));
  }

  /// The address that a socket is bound to.
  ///
  /// @param descriptor its number
  /// @return internet address, or path of a Unix socket
  /// @throws IOException if the system refuses
  public SocketAddress localAddress(int descriptor) throws IOException {
    length.bytes().putInt(0, AddressStruct.BYTES);
    check(libc.call(GETSOCKNAME, descriptor, address.bytes(), length.address()));
    return lastAddress();
  }

  /// Ends the output of a stream socket.
  ///
  /// @param descriptor its number
  /// @throws IOException if the system refuses
  public void shutdownOutput(int descriptor) throws IOException {
    check(libc.call(SHUTDOWN, descriptor, SHUT_WR, 0));
  }

  /// Closes a descriptor. The call is not repeated after `EINTR`, because Linux has released the
  /// number by then.
  ///
  /// @param descriptor its number
  public void close(int descriptor) {
    libc.call(CLOSE, descriptor, 0, 0);
  }

  /// Sends small segments at once.
  ///
  /// @param descriptor its number
  /// @throws IOException if the system refuses
  public void setNoDelay(int descriptor) throws IOException {
    enable(descriptor, IPPROTO_TCP, TCP_NODELAY, 4);
  }

  /// Permits a port that connections of an earlier listener still use.
  ///
  /// @param descriptor its number
  /// @throws IOException if the system refuses
  public void setReuseAddress(int descriptor) throws IOException {
    enable(descriptor, SOL_SOCKET, SO_REUSEADDR, 4);
  }

  /// Permits several sockets to share a port.
  ///
  /// @param descriptor its number
  /// @throws IOException if the system refuses
  public void setReusePort(int descriptor) throws IOException {
    enable(descriptor, SOL_SOCKET, SO_REUSEPORT, 4);
  }

  /// Permits datagrams to broadcast addresses.
  ///
  /// @param descriptor its number
  /// @throws IOException if the system refuses
  public void setBroadcast(int descriptor) throws IOException {
    enable(descriptor, SOL_SOCKET, SO_BROADCAST, 4);
  }

  /// Makes the close send a reset.
  ///
  /// @param descriptor its number
  /// @throws IOException if the system refuses
  public void setResetOnClose(int descriptor) throws IOException {
    enable(descriptor, SOL_SOCKET, SO_LINGER, 8);
  }

  /// Sets an option to 1, or to 1 and 0 if it has two values.
  private void enable(int descriptor, int level, int name, int bytes) throws IOException {
    option.bytes().putInt(0, 1);
    option.bytes().putInt(Integer.BYTES, 0);
    check((int) libc.call(SETSOCKOPT, descriptor, level, name, option.address(), bytes, 0));
  }

  private int check(int result) throws IOException {
    if (result < 0) {
      throw Errno.last(libc);
    }
    return result;
  }

  /// An error number as an exception.
  ///
  /// @param errno a result of [#pendingError]
  /// @return the exception that java.nio throws for it
  public IOException failure(int errno) {
    return Errno.failure(libc, errno);
  }
}
