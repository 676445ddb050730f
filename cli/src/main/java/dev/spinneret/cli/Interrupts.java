package dev.spinneret.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Ctrl-C and SIGTERM: the first asks for an orderly end, the second for an end at once.
///
/// The JDK's class for signals is outside the Java standard, so it is reached by reflection;
/// without it a signal ends the process as usual.
final class Interrupts {
  private final AtomicInteger count = new AtomicInteger();

  private Interrupts() {}

  /// Catches the signals from now on.
  ///
  /// @param first runs at the first signal, on a thread of the JVM's
  /// @param second runs at every later one
  /// @return tells how many came
  static Interrupts on(Runnable first, Runnable second) {
    var interrupts = new Interrupts();
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handlerType = Class.forName("sun.misc.SignalHandler");
      var handler =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, args) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      (interrupts.count.getAndIncrement() == 0 ? first : second).run();
                      yield null;
                    }
                    case "equals" ->
                        System.identityHashCode(proxy) == System.identityHashCode(args[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "interrupts";
                  });
      var handle = signal.getMethod("handle", signal, handlerType);
      for (var name : new String[] {"INT", "TERM"}) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
      }
    } catch (InvocationTargetException
        | ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InstantiationException _) {
      // The JVM keeps its own way of ending.
    }
    return interrupts;
  }

  /// Catches nothing.
  static Interrupts none() {
    return new Interrupts();
  }

  /// How many signals came.
  int count() {
    return count.get();
  }
}
