package dev.spinneret.fetch.tls.certificate;

import dev.spinneret.engine.poll.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// OpenSSL's libcrypto (3 or 1.1), if the system has it, on Linux. Its functions are called with
/// [Libc], whose call the loop has linked already. Loaded at the first use, in 5 ms.
public final class Libcrypto {
  private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");
  private static final @Nullable SymbolLookup LIBRARY = load();

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
    return LIBRARY.findOrThrow(name);
  }

  @SuppressWarnings("restricted") // native code is what this class is for
  private static @Nullable SymbolLookup load() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
        || !Libc.class.getModule().isNativeAccessEnabled()
        || !Libcrypto.class.getModule().isNativeAccessEnabled()) {
      return null;
    }
    for (var name : NAMES) {
      try {
        return SymbolLookup.libraryLookup(name, Arena.global());
      } catch (IllegalArgumentException _) {
        // The next one.
      }
    }
    return null;
  }
}
