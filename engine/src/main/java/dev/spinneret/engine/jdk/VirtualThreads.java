package dev.spinneret.engine.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Access to three parts of the JDK that have no public API: virtual threads with a custom
/// scheduler, the platform thread that carries the current code, and the bindings of
/// [ScopedValue][java.lang.ScopedValue]s with which a thread starts.
///
/// This is the only class that knows them. They need `--add-opens java.base/java.lang=ALL-UNNAMED`,
/// or the `Add-Opens` line of the jar's manifest; without it, the first use fails and says so.
public final class VirtualThreads {
  private static final MethodHandle NEW_THREAD;
  private static final MethodHandle CARRIER;

  /// The field that holds the bindings of a thread: an immutable snapshot, a marker for a thread
  /// that never had any, or null if they must be looked up on the stack.
  private static final VarHandle BINDINGS;

  /// Looks up the bindings of the current thread, on the stack if necessary.
  private static final MethodHandle FIND_BINDINGS;

  private static final Object NO_BINDINGS = Thread.class;

  /// Which threads of the JDK wake virtual threads that wait on the JDK's own sockets: 1 selects
  /// platform threads.
  ///
  /// The default is virtual threads, which are started by the first virtual thread that waits on a
  /// socket. If a task started them, its loop would schedule them, and once that loop was closed,
  /// no virtual thread of the process could wait on a socket.
  private static final String POLLER_MODE = "jdk.pollerMode";

  /// Whether the property had no value, so that it is set here.
  private static final boolean CHOOSES_POLLER_MODE = System.getProperty(POLLER_MODE) == null;

  static {
    if (CHOOSES_POLLER_MODE) {
      System.setProperty(POLLER_MODE, "1");
    }
    try {
      var lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      NEW_THREAD =
          lookup.findStatic(
              Class.forName("java.lang.ThreadBuilders"),
              "newVirtualThread",
              MethodType.methodType(
                  Thread.class, Executor.class, String.class, int.class, Runnable.class));
      CARRIER =
          lookup.findStatic(
              Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
      BINDINGS = lookup.findVarHandle(Thread.class, "scopedValueBindings", Object.class);
      FIND_BINDINGS =
          MethodHandles.privateLookupIn(ScopedValue.class, MethodHandles.lookup())
              .unreflect(bindingsMethod())
              .asType(MethodType.methodType(Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Java "
              + Runtime.version().feature()
              + " does not let the event loop schedule virtual threads: run it from the jar, or add"
              + " --add-opens java.base/java.lang=ALL-UNNAMED",
          e);
    }
  }

  private VirtualThreads() {}

  private static Method bindingsMethod() throws NoSuchMethodException {
    var method = ScopedValue.class.getDeclaredMethod("scopedValueBindings");
    method.setAccessible(true);
    return method;
  }

  /// Creates a virtual thread, not yet started, whose every step goes through `scheduler`. It
  /// starts with the scoped values that the current code has bound.
  ///
  /// @param scheduler runs each step of the thread
  /// @param name of the thread
  /// @param body what it runs
  /// @return the thread
  @SuppressWarnings("ReferenceEquality") // The marker is compared by identity.
  public static Thread create(Executor scheduler, @Nullable String name, Runnable body) {
    try {
      var thread = (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, body);
      var bindings = BINDINGS.get(Thread.currentThread());
      if (bindings == null) {
        bindings = (Object) FIND_BINDINGS.invokeExact();
      }
      if (bindings != NO_BINDINGS) {
        BINDINGS.set(thread, bindings);
      }
      return thread;
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// The platform thread under the current code: the thread itself, or the one that carries it.
  ///
  /// @return a platform thread
  public static Thread carrier() {
    try {
      return (Thread) CARRIER.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Whether the system property `jdk.pollerMode` was set here.
  ///
  /// @return false if it had a value
  public static boolean hasChosenPollerMode() {
    return CHOOSES_POLLER_MODE;
  }

  /// Whether the current code runs on `thread`, or on a virtual thread that it carries.
  ///
  /// @param thread a platform thread
  /// @return true if it does
  @SuppressWarnings("ReferenceEquality") // Threads are compared by identity.
  public static boolean isCarrier(Thread thread) {
    var current = Thread.currentThread();
    return current.isVirtual() ? carrier() == thread : current == thread;
  }

  private static RuntimeException unexpected(Throwable t) {
    return switch (t) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(t);
    };
  }
}
