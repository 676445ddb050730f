package dev.spinneret.engine.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// The signals of the operating system that one owner handles, such as a loop or a command.
///
/// Used by one thread at a time. The JDK's class for signals is not part of the Java standard; only
/// this class uses it.
public final class Signals {
  private final Map<String, SignalHandler> previous = new HashMap<>();

  /// Creates an owner that handles no signals yet.
  public Signals() {}

  /// Handles a signal.
  ///
  /// @param name such as INT or TERM
  /// @param onSignal called on a thread of the JVM
  /// @throws IllegalArgumentException if there is no such signal or the JVM uses it itself
  public void handle(String name, Runnable onSignal) {
    previous.putIfAbsent(name, install(name, _ -> onSignal.run()));
  }

  /// Restores the handler that a signal had before.
  ///
  /// @param name such as INT or TERM
  /// @return false if this owner does not handle it
  public boolean restore(String name) {
    var handler = previous.remove(name);
    if (handler == null) {
      return false;
    }
    install(name, handler);
    return true;
  }

  /// Restores the handlers of all signals that this owner handles.
  public void restoreAll() {
    Set.copyOf(previous.keySet()).forEach(this::restore);
  }

  private static SignalHandler install(String name, SignalHandler handler) {
    try {
      return Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("signal " + name + " cannot be handled here", e);
    }
  }
}
