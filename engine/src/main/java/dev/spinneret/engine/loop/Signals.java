package dev.spinneret.engine.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// The signals of the operating system that one owner handles, such as a loop or a command.
///
/// Used by one thread at a time. The JDK's class for signals is outside the Java standard, and this
/// is the only one that uses it: the build lets it pass.
public final class Signals {
  private final Map<String, SignalHandler> former = new HashMap<>();

  /// Handles none yet.
  public Signals() {}

  /// Has `onSignal` called for a signal.
  ///
  /// @param name such as INT or TERM
  /// @param onSignal called on a thread of the JVM's own
  /// @throws IllegalArgumentException if the name is unknown here or the JVM uses the signal itself
  public void handle(String name, Runnable onSignal) {
    former.putIfAbsent(name, install(name, _ -> onSignal.run()));
  }

  /// Gives a signal back to whoever handled it before.
  ///
  /// @param name such as INT or TERM
  /// @return false if this owner does not handle it
  public boolean restore(String name) {
    var handler = former.remove(name);
    if (handler == null) {
      return false;
    }
    install(name, handler);
    return true;
  }

  /// Gives back every signal that this owner handles.
  public void restoreAll() {
    Set.copyOf(former.keySet()).forEach(this::restore);
  }

  private static SignalHandler install(String name, SignalHandler handler) {
    try {
      return Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("signal " + name + " cannot be handled here", e);
    }
  }
}
