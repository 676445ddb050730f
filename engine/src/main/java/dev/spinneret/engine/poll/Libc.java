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

/// The C library's functions, called through the Foreign Function API, and the `errno` that they
/// leave.
///
/// Every function is called with six arguments of register size: the calling conventions of Linux
/// on x86_64 and aarch64 let a function ignore those that it does not have and the upper half of
/// those that are `int`. So there is one shape of call to link, which costs some 30 ms once, and
/// not one for each function. Memory of the Java heap would need a second shape: who has such bytes
/// copies them.
///
/// An instance belongs to one thread at a time.
@SuppressWarnings("restricted") // The calls into native code are this class's purpose.
public final class Libc {
  /// Where native calls are denied, a handle that nobody calls: who asks whether epoll is there
  /// must get an answer.
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

  /// Of what a call leaves, `errno` comes first.
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

  /// Calls a function with integers and addresses, those left over being 0.
  ///
  /// @param function from [#find]
  /// @param a the first argument
  /// @param b the second argument
  /// @param c the third argument
  /// @param d the fourth argument
  /// @param e the fifth argument
  /// @param f the sixth argument
  /// @return what it returns; only the lower half counts when that is an `int`
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
  /// @return what it returns, as an `int`
  public int call(MemorySegment function, long a, long b, long c) {
    return (int) call(function, a, b, c, 0, 0, 0);
  }

  /// The error number that the last call left.
  ///
  /// @return one of `errno.h`; means something only when the call said that it failed
  public int errno() {
    return errno.getInt(0);
  }

  /// What an error number means.
  ///
  /// @param error one of `errno.h`
  /// @return the system's words for it
  public String message(int error) {
    return MemorySegment.ofAddress(call(STRERROR, error, 0, 0, 0, 0, 0))
        .reinterpret(Long.MAX_VALUE)
        .getString(0);
  }
}
