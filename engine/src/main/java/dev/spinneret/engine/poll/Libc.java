package dev.spinneret.engine.poll;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Calls functions of the C library through the Foreign Function API, and returns their `errno`.
///
/// Every function is called with six arguments of register size: by the calling conventions of
/// Linux on x86_64 and aarch64, a function ignores additional arguments, and the upper half of
/// those that are `int`. So only one signature has to be linked, which takes about 30 ms, instead
/// of one for each function. Memory of the Java heap would need a second signature; callers copy
/// such bytes.
///
/// An instance is used by one thread at a time.
@SuppressWarnings("restricted") // The calls into native code are this class's purpose.
public final class Libc {
  /// If native access is denied, a handle that is never called: checking for epoll must not fail.
  private static final MethodHandle CALL =
      Libc.class.getModule().isNativeAccessEnabled()
          ? Linker.nativeLinker()
              .downcallHandle(
                  FunctionDescriptor.of(
                      JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                  Linker.Option.captureCallState("errno"))
          : MethodHandles.zero(long.class);

  private static final MemorySegment STRERROR = find("strerror");

  private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

  /// The captured state begins with `errno`.
  private final ByteBuffer errno = state.asByteBuffer().order(ByteOrder.nativeOrder());

  /// Creates a caller with an `errno` of its own.
  public Libc() {}

  /// Finds a function.
  ///
  /// @param name its name in C
  /// @return its address; [MemorySegment#NULL] when the library has no such function
  public static MemorySegment find(String name) {
    return Linker.nativeLinker().defaultLookup().find(name).orElse(MemorySegment.NULL);
  }

  /// Calls a function with integers and addresses; arguments that it does not have are 0.
  ///
  /// @param function from [#find]
  /// @param a the first argument
  /// @param b the second argument
  /// @param c the third argument
  /// @param d the fourth argument
  /// @param e the fifth argument
  /// @param f the sixth argument
  /// @return its result; only the lower half is meaningful if that is an `int`
  public long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) CALL.invokeExact(function, state, a, b, c, d, e, f);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /// Calls a function with up to three arguments.
  ///
  /// @param function from [#find]
  /// @param a the first argument
  /// @param b the second argument
  /// @param c the third argument
  /// @return its result as an `int`
  public int call(MemorySegment function, long a, long b, long c) {
    return (int) call(function, a, b, c, 0, 0, 0);
  }

  /// The error number of the last call.
  ///
  /// @return one of `errno.h`; meaningful only if the result of the call says that it failed
  public int errno() {
    return errno.getInt(0);
  }

  /// The description of an error number.
  ///
  /// @param error one of `errno.h`
  /// @return the system's text
  public String message(int error) {
    return MemorySegment.ofAddress(call(STRERROR, error, 0, 0, 0, 0, 0))
        .reinterpret(Long.MAX_VALUE)
        .getString(0);
  }
}
