package dev.spinneret.fetch.tls;

import dev.spinneret.engine.files.NativeLibrary;
import io.netty.internal.tcnative.Library;
import io.netty.internal.tcnative.SSL;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/// BoringSSL, through the native methods of netty-tcnative.
///
/// They are called without netty's own engine, which is built on them: that starts the JDK's TLS,
/// java.util.logging and JMX, and keeps 50 KB a connection.
final class BoringSsl {
  private static final boolean AVAILABLE = load();

  private BoringSsl() {}

  /// Whether its library can be loaded. The first call loads it.
  static boolean isAvailable() {
    return AVAILABLE;
  }

  private static boolean load() {
    var file =
        NativeLibrary.forThisMachine("linux_x86_64.so", "linux_aarch_64.so", "osx_aarch_64.jnilib");
    if (file == null || !NativeLibrary.loadAnyway("META-INF/native/libnetty_tcnative_" + file)) {
      return false;
    }
    try {
      return Library.initialize("provided", null); // the library is loaded already
    } catch (Exception | LinkageError _) {
      return false;
    }
  }

  /// The failure that BoringSSL reports, for the thread that has just called it.
  static SSLException failure(String what) {
    var number = SSL.getLastErrorNumber();
    SSL.clearError();
    return new SSLException(number == 0 ? what : what + ": " + SSL.getErrorString(number));
  }

  /// What it parses PEM from.
  ///
  /// @return the address of a BIO, which the caller frees
  static long memoryBio(String text) {
    var octets = text.getBytes(StandardCharsets.US_ASCII);
    var memory = NativeScratch.allocate(octets.length);
    memory.bytes().put(octets);
    try {
      var bio = SSL.newMemBIO();
      if (SSL.bioWrite(bio, memory.address(), octets.length) != octets.length) {
        SSL.freeBIO(bio);
        throw new IllegalStateException("BoringSSL has no memory");
      }
      return bio;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      memory.bytes().clear().put(new byte[octets.length]); // it may have been a key
    }
  }
}
