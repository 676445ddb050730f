package dev.spinneret.fetch.coding;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import dev.spinneret.engine.files.NativeLibrary;

/// The native library that zstd-jni brings along, loaded once: from our own directory of unpacked
/// libraries where that has one for this machine, otherwise as zstd-jni does it. Thread-safe.
public final class ZstdLibrary {
  private static final boolean AVAILABLE = load();

  private ZstdLibrary() {}

  /// Whether the classes of zstd-jni can be used.
  ///
  /// @return false if the library does not load here
  public static boolean isAvailable() {
    return AVAILABLE;
  }

  private static boolean load() {
    var platform =
        NativeLibrary.forThisMachine(
            "linux/amd64/%s.so", "linux/aarch64/%s.so", "darwin/aarch64/%s.dylib");
    var file =
        platform == null
            ? null
            : NativeLibrary.load(platform.formatted("libzstd-jni-" + ZstdVersion.VERSION));
    if (file != null) {
      System.setProperty("ZstdNativePath", file.toString());
    }
    try {
      Native.load();
      return true;
    } catch (LinkageError _) {
      return false;
    }
  }
}
