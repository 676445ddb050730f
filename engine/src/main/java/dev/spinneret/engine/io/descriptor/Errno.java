package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.poll.Libc;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/// Error numbers of Linux, named as in `errno.h`, and the exceptions that java.nio throws for them.
/// They are the same on x86_64 and aarch64.
public final class Errno {
  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int EBADF = 9;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EPIPE = 32;
  static final int EPROTO = 71;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;
  static final int ENETUNREACH = 101;
  static final int ECONNABORTED = 103;

  /// The peer has reset the connection.
  public static final int ECONNRESET = 104;

  static final int ETIMEDOUT = 110;
  static final int ECONNREFUSED = 111;
  static final int EHOSTUNREACH = 113;
  static final int EINPROGRESS = 115;

  private Errno() {}

  /// The error of the last call of `libc` as an exception.
  static IOException last(Libc libc) {
    return failure(libc, libc.errno());
  }

  /// An error number as an exception.
  static IOException failure(Libc libc, int errno) {
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
