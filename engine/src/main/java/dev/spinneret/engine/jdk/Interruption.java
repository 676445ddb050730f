package dev.spinneret.engine.jdk;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

/// What blocking code of the JDK throws when its thread is interrupted.
///
/// [InterruptedException] is one of several: channels close and throw [ClosedChannelException] or a
/// subclass, sockets close and throw a plain [SocketException], and some streams throw
/// [InterruptedIOException]. Drivers and libraries wrap these in their own exceptions, so the chain
/// of causes is searched.
public final class Interruption {
  /// Chains of causes are a few links long; the limit ends the search in a circular one.
  private static final int LONGEST_CHAIN = 32;

  /// The names of calls that keep waiting when they are interrupted: those of locks, semaphores,
  /// conditions, phasers and futures.
  private static final Set<String> REFUSING =
      Set.of(
          "lock",
          "readLock",
          "writeLock",
          "acquireUninterruptibly",
          "awaitUninterruptibly",
          "awaitAdvance",
          "arriveAndAwaitAdvance",
          "join",
          "close");

  private Interruption() {}

  /// Whether an exception, or one of its causes, is what an interrupted wait throws.
  ///
  /// @param thrown the exception
  /// @return true if an interrupt is the likely reason
  public static boolean isBehind(Throwable thrown) {
    Throwable cause = thrown;
    for (int left = LONGEST_CHAIN; cause != null && left > 0; left--) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /// Whether a thread is in a call of the JDK that keeps waiting after an interrupt, such as
  /// `Lock.lock`: another interrupt would only make it spin.
  ///
  /// @param stack of the thread, innermost frame first
  /// @return true if an interrupt would not end the wait
  public static boolean isRefusedBy(StackTraceElement[] stack) {
    for (var frame : stack) {
      if (!isOfTheJdk(frame.getClassName())) {
        return false;
      }
      if (REFUSING.contains(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.");
  }

  private static boolean isOne(Throwable thrown) {
    return switch (thrown) {
      case InterruptedException _, ClosedChannelException _ -> true;
      case SocketTimeoutException _ -> false;
      case InterruptedIOException _ -> true;
      case SocketException e -> saysClosed(e);
      default -> false;
    };
  }

  /// Whether the JDK closed a socket because of an interrupt: the message is then "Closed by
  /// interrupt", or "Socket closed" for later calls. Subclasses and other messages are failures of
  /// the network.
  private static boolean saysClosed(SocketException e) {
    var message = e.getMessage();
    return e.getClass() == SocketException.class
        && message != null
        && (message.equals("Closed by interrupt")
            || message.equals("Socket closed")
            || message.equals("Socket is closed"));
  }
}
