package dev.spinneret.engine.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Opens two doors of the JDK that have no public handle: a virtual thread with a scheduler of
/// one's own, and the platform thread that carries the current code.
///
/// The only class that knows them. Both need `--add-opens java.base/java.lang=ALL-UNNAMED` on the
/// class path, `--add-opens java.base/java.lang=dev.spinneret.engine` on the module path, or the
/// `Add-Opens` line of the jar's manifest; without it, [#checkAccess] says which.
final class VirtualThreads {
  private static final MethodHandle NEW_THREAD;
  private static final MethodHandle CARRIER;
  private static final @Nullable ReflectiveOperationException REFUSAL;

  /// Who tells virtual threads that the JDK's own sockets are ready: 1 is platform threads.
  ///
  /// The JDK's choice is virtual threads, which the first virtual thread that waits in a socket
  /// starts. Started by a task they would be scheduled by its loop, and when that is closed, no
  /// virtual thread of the process could wait in a socket any more.
  private static final String POLLER_MODE = "jdk.pollerMode";

  /// Whether the property was ours to set.
  private static final boolean POLLER_MODE_SET = System.getProperty(POLLER_MODE) == null;

  static {
    MethodHandle newThread;
    MethodHandle carrier;
    ReflectiveOperationException refusal = null;
    try {
      var lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      newThread =
          lookup.findStatic(
              Class.forName("java.lang.ThreadBuilders"),
              "newVirtualThread",
              MethodType.methodType(
                  Thread.class, Executor.class, String.class, int.class, Runnable.class));
      carrier =
          lookup.findStatic(
              Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
      if (POLLER_MODE_SET) {
        System.setProperty(POLLER_MODE, "1");
      }
    } catch (ReflectiveOperationException e) {
      // Never called: checkAccess comes first.
      newThread = MethodHandles.zero(Thread.class);
      carrier = newThread;
      refusal = e;
    }
    NEW_THREAD = newThread;
    CARRIER = carrier;
    REFUSAL = refusal;
  }

  private VirtualThreads() {}

  /// Checks that this Java process lets a loop schedule virtual threads, and in debug mode reports
  /// what was changed of the JDK for it.
  ///
  /// @throws IllegalStateException if it does not, with the flag that is missing
  static void checkAccess(@Nullable DebugOptions debug) {
    if (REFUSAL != null) {
      throw new IllegalStateException(
          "Java "
              + Runtime.version().feature()
              + " does not let the event loop schedule virtual threads: add --add-opens"
              + " java.base/java.lang="
              + whoAsks(),
          REFUSAL);
    }
    if (debug != null && POLLER_MODE_SET) {
      debug
          .log()
          .accept(
              "the event loop has set the system property jdk.pollerMode to 1: platform threads"
                  + " wake virtual threads that wait in the JDK's own sockets");
    }
  }

  /// What flags such as `--add-opens` call the code of this package.
  ///
  /// @return the name of its module, `ALL-UNNAMED` on the class path
  static String whoAsks() {
    var module = VirtualThreads.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }

  /// Creates a virtual thread, not yet started, whose every step goes through `scheduler`.
  static Thread create(Executor scheduler, @Nullable String name, Runnable body) {
    try {
      return (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, body);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// The platform thread under the current code: the thread itself, or the one that carries it.
  static Thread carrier() {
    try {
      return (Thread) CARRIER.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Whether the current code runs on `thread`, or on a virtual thread that it carries.
  @SuppressWarnings("ReferenceEquality") // A thread is the same as itself only.
  static boolean isCarrier(Thread thread) {
    return carrier() == thread;
  }

  private static RuntimeException unexpected(Throwable t) {
    return switch (t) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(t);
    };
  }
}
