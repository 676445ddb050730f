package dev.spinneret.fetch.tls.certificate;

import dev.spinneret.engine.poll.SystemLibrary;
import java.lang.foreign.MemorySegment;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// OpenSSL's libcrypto (3 or 1.1), if the system has it, on Linux. Its functions are called with
/// [Libc][dev.spinneret.engine.poll.Libc]. Loaded at the first use, in 5 ms.
public final class Libcrypto {
  private static final @Nullable SystemLibrary LIBRARY =
      SystemLibrary.load("libcrypto.so.3", "libcrypto.so.1.1");

  private Libcrypto() {}

  /// Whether there is one.
  ///
  /// @return false elsewhere than on Linux, or if native access is denied
  public static boolean isAvailable() {
    return LIBRARY != null;
  }

  /// Finds a function.
  ///
  /// @param name its name in C
  /// @return its address
  /// @throws NoSuchElementException if the library has no such function, or there is none
  public static MemorySegment find(String name) {
    if (LIBRARY == null) {
      throw new NoSuchElementException("no libcrypto on this machine");
    }
    return LIBRARY.find(name);
  }
}
