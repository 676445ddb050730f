package dev.spinneret.cli.record;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import dev.spinneret.fetch.tls.certificate.Libcrypto;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// SHA-1 or SHA-256 by [Libcrypto].
///
/// Without the optimising compiler the JDK's code for them takes seven to ten times as long: for 12
/// KB, 48 and 76 µs rather than 7 and 8. Bytes are copied out of the heap, in under 1 µs, since the
/// loop has linked the shape of such a call already; another shape, for memory of the heap, would
/// cost 30 ms once.
///
/// Used by one thread at a time. Its native memory is never freed: [Sha] keeps it for the next.
final class LibcryptoDigest extends MessageDigest {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final long SUCCESS = 1;

  /// In place of an algorithm, which OpenSSL 3 would look up anew: that takes 4 µs.
  private static final long SAME_ALGORITHM = 0;

  private static final @Nullable Functions FUNCTIONS = load();

  private record Functions(
      MemorySegment newContext,
      MemorySegment sha1,
      MemorySegment sha256,
      MemorySegment init,
      MemorySegment update,
      MemorySegment end) {}

  private final Libc libc = new Libc();
  private final NativeMemory buffer = NativeMemory.allocate(BUFFER_BYTES);
  private final Functions functions;
  private final long context;
  private final int digestBytes;
  private boolean isBegun;

  /// What the next computation is begun with.
  private long nextAlgorithm;

  private LibcryptoDigest(Functions functions, Sha sha) {
    super(sha.algorithm());
    this.functions = functions;
    var method = sha == Sha.SHA_1 ? functions.sha1 : functions.sha256;
    this.context = libc.call(functions.newContext, 0, 0, 0, 0, 0, 0);
    this.digestBytes = sha.digestBytes();
    this.nextAlgorithm = libc.call(method, 0, 0, 0, 0, 0, 0);
  }

  /// A digest of the library's.
  ///
  /// @return null if this machine has no such library, or it refuses the algorithm
  static @Nullable MessageDigest create(Sha sha) {
    if (FUNCTIONS == null) {
      return null;
    }
    try {
      var digest = new LibcryptoDigest(FUNCTIONS, sha);
      return HexFormat.of().formatHex(digest.digest()).equals(sha.digestOfNothing())
          ? digest
          : null;
    } catch (IllegalStateException _) {
      return null; // such as SHA-1 where a policy forbids it
    }
  }

  private static @Nullable Functions load() {
    return Libcrypto.isAvailable()
        ? new Functions(
            Libcrypto.find("EVP_MD_CTX_new"),
            Libcrypto.find("EVP_sha1"),
            Libcrypto.find("EVP_sha256"),
            Libcrypto.find("EVP_DigestInit_ex"),
            Libcrypto.find("EVP_DigestUpdate"),
            Libcrypto.find("EVP_DigestFinal_ex"))
        : null;
  }

  @Override
  protected int engineGetDigestLength() {
    return digestBytes;
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    begin();
    for (var done = 0; done < length; ) {
      var count = Math.min(BUFFER_BYTES, length - done);
      buffer.bytes().put(0, input, offset + done, count);
      check(libc.call(functions.update, context, buffer.address(), count));
      done += count;
    }
  }

  @Override
  protected byte[] engineDigest() {
    begin();
    check(libc.call(functions.end, context, buffer.address(), 0));
    isBegun = false;
    var digest = new byte[digestBytes];
    buffer.bytes().get(0, digest);
    return digest;
  }

  @Override
  protected void engineReset() {
    isBegun = false;
  }

  private void begin() {
    if (!isBegun) {
      check(libc.call(functions.init, context, nextAlgorithm, 0));
      nextAlgorithm = SAME_ALGORITHM;
      isBegun = true;
    }
  }

  private void check(int result) {
    if (result != SUCCESS) {
      throw new IllegalStateException("libcrypto does not compute " + getAlgorithm());
    }
  }
}
