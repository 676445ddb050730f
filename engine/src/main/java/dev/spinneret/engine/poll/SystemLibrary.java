package dev.spinneret.engine.poll;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A shared library that the system has or has not, on Linux. Its functions are called with [Libc],
/// whose call the loop has linked already. It is never unloaded.
public final class SystemLibrary {
  private final SymbolLookup symbols;

  private SystemLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /// Loads the first library that there is.
  ///
  /// @param names as the dynamic linker knows them, such as `libcrypto.so.3`
  /// @return null if there is none, elsewhere than on Linux, or if native access is denied
  @SuppressWarnings("restricted") // native code is what this class is for
  public static @Nullable SystemLibrary load(String... names) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
        || !SystemLibrary.class.getModule().isNativeAccessEnabled()) {
      return null;
    }
    for (var name : names) {
      try {
        return new SystemLibrary(SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException _) {
        // The next one.
      }
    }
    return null;
  }

  /// Finds a function.
  ///
  /// @param name its name in C
  /// @return its address
  /// @throws NoSuchElementException if the library has no such function
  public MemorySegment find(String name) {
    return symbols.findOrThrow(name);
  }
}
