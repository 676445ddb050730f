package dev.spinneret.engine.jdk;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

/// What blocking code of the JDK throws when its thread is interrupted.
///
/// [InterruptedException] is one of several: channels close and throw [ClosedChannelException] or a
/// subclass, sockets close and throw a plain [SocketException], some streams throw
/// [InterruptedIOException]. Drivers and libraries wrap them in exceptions of their own, so the
/// causes are looked through.
public final class Interruption {
  /// Chains of causes are a few links long; one that goes in a circle is not followed for ever.
  private static final int LONGEST_CHAIN = 32;

  /// The names of calls that wait on when they are interrupted, in locks, semaphores, conditions,
  /// phasers and futures.
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
  /// @param thrown what code has thrown
  /// @return true if the interrupt is the likely reason
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

  /// Whether a thread waits in a call of the JDK that takes note of an interrupt and waits on, such
  /// as `Lock.lock`: to interrupt it once more would only make it spin.
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

  /// A socket that the JDK closed because of an interrupt: "Closed by interrupt", and "Socket
  /// closed" for what is called on it afterwards. Subclasses and other messages are the network's.
  private static boolean saysClosed(SocketException e) {
    var message = e.getMessage();
    return e.getClass() == SocketException.class
        && message != null
        && (message.equals("Closed by interrupt")
            || message.equals("Socket closed")
            || message.equals("Socket is closed"));
  }
}
