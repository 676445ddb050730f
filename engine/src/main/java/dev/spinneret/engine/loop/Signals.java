package dev.spinneret.engine.loop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The signals of the operating system that one loop handles.
///
/// `sun.misc.Signal` is reached by name: the compiler warns about any other use of it.
final class Signals {
  private final Map<String, Object> former = new HashMap<>();

  /// Has `onSignal` called for a signal, on a thread of the JVM's own.
  ///
  /// @param name such as INT or TERM
  /// @throws IllegalArgumentException if the name is unknown here or the JVM uses the signal itself
  @SuppressWarnings("ReferenceEquality") // Handlers are compared by identity.
  void handle(String name, Runnable onSignal) {
    try {
      var signalType = Class.forName("sun.misc.Signal");
      var handlerType = Class.forName("sun.misc.SignalHandler");
      var handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "handler of " + name;
                    default -> {
                      onSignal.run();
                      yield null;
                    }
                  });
      former.putIfAbsent(name, install(signalType, handlerType, name, handler));
    } catch (ReflectiveOperationException e) {
      throw refused(name, e);
    }
  }

  /// Gives a signal back to whoever handled it before.
  ///
  /// @return false if this loop does not handle it
  boolean restore(String name) {
    var handler = former.remove(name);
    if (handler == null) {
      return false;
    }
    try {
      install(
          Class.forName("sun.misc.Signal"), Class.forName("sun.misc.SignalHandler"), name, handler);
    } catch (ReflectiveOperationException e) {
      throw refused(name, e);
    }
    return true;
  }

  void restoreAll() {
    Set.copyOf(former.keySet()).forEach(this::restore);
  }

  private static Object install(
      Class<?> signalType, Class<?> handlerType, String name, Object handler)
      throws ReflectiveOperationException {
    Method handle = signalType.getMethod("handle", signalType, handlerType);
    return handle.invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
  }

  private static IllegalArgumentException refused(String name, ReflectiveOperationException e) {
    var cause = e instanceof InvocationTargetException target ? target.getCause() : e;
    return new IllegalArgumentException("signal " + name + " cannot be handled here", cause);
  }
}
