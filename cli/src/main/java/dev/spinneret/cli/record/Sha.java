package dev.spinneret.cli.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/// A secure hash, computed by the quickest means: the JDK, and after the first half megabyte
/// libcrypto where that is installed. Thread-safe.
final class Sha {
  /// SHA-1, the usual digest in WARC files.
  static final Sha SHA_1 = new Sha("SHA-1", 20, "da39a3ee5e6b4b0d3255bfef95601890afd80709");

  /// SHA-256.
  static final Sha SHA_256 =
      new Sha("SHA-256", 32, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  /// libcrypto takes some 5 ms to load, in which the JDK computes the digests of half a megabyte.
  private static final long WORTHWHILE_BYTES = 512 << 10;

  private final String algorithm;
  private final int digestBytes;
  private final String digestOfNothing;

  /// Those not in use: with those in use, at most as many as threads have computed at once.
  private final Deque<MessageDigest> spares = new ConcurrentLinkedDeque<>();

  private final AtomicLong digestedBytes = new AtomicLong();
  private volatile boolean isRefused;

  private Sha(String algorithm, int digestBytes, String digestOfNothing) {
    this.algorithm = algorithm;
    this.digestBytes = digestBytes;
    this.digestOfNothing = digestOfNothing;
  }

  /// As the JDK calls it.
  String algorithm() {
    return algorithm;
  }

  int digestBytes() {
    return digestBytes;
  }

  /// The digest of no bytes, in hexadecimal digits.
  String digestOfNothing() {
    return digestOfNothing;
  }

  /// Computes a digest.
  byte[] of(byte[] bytes) {
    var digest = take(bytes.length);
    var result = digest.digest(bytes);
    giveBack(digest);
    return result;
  }

  /// A digest to be fed piece by piece; [#giveBack] when it is computed, or will not be.
  ///
  /// @param byteCount about how many bytes will be fed
  MessageDigest take(int byteCount) {
    var kept = spares.poll();
    var isWorthwhile = digestedBytes.addAndGet(byteCount) > WORTHWHILE_BYTES;
    if (isWorthwhile && !isRefused && !(kept instanceof LibcryptoDigest)) {
      var quick = LibcryptoDigest.create(this);
      if (quick != null) {
        return quick;
      }
      isRefused = true;
    }
    return kept != null ? kept : ofJdk();
  }

  /// Takes a digest back for the next use.
  void giveBack(MessageDigest digest) {
    digest.reset();
    spares.push(digest);
  }

  private MessageDigest ofJdk() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
