package dev.spinneret.fetch.tls.certificate;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import dev.spinneret.engine.poll.Spares;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The calls of libcrypto (OpenSSL 3) that parse certificates and validate a path. Used by one
/// thread at a time.
final class NativeCertificates {
  /// The longest certificate that is parsed.
  static final int MAX_BYTES = 16 * 1024;

  private static final long SUCCESS = 1;

  /// `X509_V_FLAG_PARTIAL_CHAIN`: a path may end at any certificate that is trusted, as with the
  /// JDK, and not only at one that has signed itself.
  private static final long PARTIAL_CHAIN = 0x80000;

  /// `X509_PURPOSE_SSL_SERVER`: what the extensions of all certificates must allow.
  private static final long SERVER = 2;

  /// No key or signature below 112 bits of security: RSA from 2,048 bits on, digests from SHA-224.
  private static final long SECURITY_LEVEL = 2;

  private static final int DIGEST_BYTES = 32;

  private static final @Nullable Functions FUNCTIONS = load();

  private static final Spares<NativeCertificates> SPARES = new Spares<>(4, NativeCertificates::new);

  private final Libc libc = new Libc();
  private final NativeMemory memory = NativeMemory.allocate(Long.BYTES + MAX_BYTES);

  private record Functions(
      MemorySegment parse,
      MemorySegment free,
      MemorySegment isAuthority,
      MemorySegment digest,
      MemorySegment sha256,
      MemorySegment newStack,
      MemorySegment push,
      MemorySegment freeStack,
      MemorySegment newContext,
      MemorySegment freeContext,
      MemorySegment init,
      MemorySegment setTrusted,
      MemorySegment parameters,
      MemorySegment setFlags,
      MemorySegment setLevel,
      MemorySegment setPurpose,
      MemorySegment verify,
      MemorySegment clearErrors) {}

  private NativeCertificates() {}

  /// A certificate in libcrypto's memory, which is freed after it has become unreachable.
  ///
  /// @param pointer to an `X509`
  record Parsed(MemorySegment pointer) {}

  /// @return null if there is no such library, or it is too old
  private static @Nullable Functions load() {
    if (!Libcrypto.isAvailable()) {
      return null;
    }
    try {
      var _ = Libcrypto.find("OPENSSL_version_major"); // since 3.0
      return new Functions(
          Libcrypto.find("d2i_X509"),
          Libcrypto.find("X509_free"),
          Libcrypto.find("X509_check_ca"),
          Libcrypto.find("X509_digest"),
          Libcrypto.find("EVP_sha256"),
          Libcrypto.find("OPENSSL_sk_new_null"),
          Libcrypto.find("OPENSSL_sk_push"),
          Libcrypto.find("OPENSSL_sk_free"),
          Libcrypto.find("X509_STORE_CTX_new"),
          Libcrypto.find("X509_STORE_CTX_free"),
          Libcrypto.find("X509_STORE_CTX_init"),
          Libcrypto.find("X509_STORE_CTX_set0_trusted_stack"),
          Libcrypto.find("X509_STORE_CTX_get0_param"),
          Libcrypto.find("X509_VERIFY_PARAM_set_flags"),
          Libcrypto.find("X509_VERIFY_PARAM_set_auth_level"),
          Libcrypto.find("X509_STORE_CTX_set_purpose"),
          Libcrypto.find("X509_verify_cert"),
          Libcrypto.find("ERR_clear_error"));
    } catch (NoSuchElementException _) {
      return null;
    }
  }

  /// Whether [#take] may be called. The first call loads the library.
  static boolean areAvailable() {
    return FUNCTIONS != null;
  }

  /// An instance for this thread, to be given back.
  static NativeCertificates take() {
    return SPARES.take();
  }

  void giveBack() {
    SPARES.give(this);
  }

  private static Functions functions() {
    if (FUNCTIONS == null) {
      throw new IllegalStateException("no libcrypto");
    }
    return FUNCTIONS;
  }

  /// Parses a certificate.
  ///
  /// @return null if libcrypto cannot, or it is longer than [#MAX_BYTES]
  @SuppressWarnings("restricted") // ties native memory to the collector
  @Nullable Parsed parse(byte[] encoded) {
    if (encoded.length > MAX_BYTES) {
      return null;
    }
    var f = functions();
    var start = memory.address() + Long.BYTES;
    memory.bytes().clear().putLong(start).put(encoded);
    var x509 = libc.call(f.parse, 0, memory.address(), encoded.length, 0, 0, 0);
    if (x509 == 0 || memory.bytes().getLong(0) != start + encoded.length) {
      libc.call(f.free, x509, 0, 0);
      libc.call(f.clearErrors, 0, 0, 0);
      return null;
    }
    return new Parsed(
        MemorySegment.ofAddress(x509)
            .reinterpret(Arena.ofAuto(), each -> new Libc().call(f.free, each.address(), 0, 0)));
  }

  /// Whether its basic constraints say that it may sign certificates.
  boolean isAuthority(Parsed certificate) {
    try {
      return libc.call(functions().isAuthority, certificate.pointer.address(), 0, 0) == SUCCESS;
    } finally {
      Reference.reachabilityFence(certificate);
    }
  }

  /// The SHA-256 of its encoding, in upper-case hexadecimal digits.
  ///
  /// @return null if libcrypto is configured without that
  @Nullable String sha256(Parsed certificate) {
    var f = functions();
    try {
      var method = libc.call(f.sha256, 0, 0, 0, 0, 0, 0);
      if (libc.call(f.digest, certificate.pointer.address(), method, memory.address()) != SUCCESS) {
        libc.call(f.clearErrors, 0, 0, 0);
        return null;
      }
    } finally {
      Reference.reachabilityFence(certificate);
    }
    var digest = new byte[DIGEST_BYTES];
    memory.bytes().get(0, digest);
    return HexFormat.of().withUpperCase().formatHex(digest);
  }

  /// Looks for a valid path of certificates that may serve TLS. Neither names of hosts nor
  /// revocation are checked.
  ///
  /// @param untrusted the server's own certificate, and those between it and the trusted ones
  /// @param trusted where a path may end
  boolean validates(List<Parsed> untrusted, List<Parsed> trusted) {
    var f = functions();
    var context = libc.call(f.newContext, 0, 0, 0, 0, 0, 0);
    var between = stack(untrusted);
    var ends = stack(trusted);
    try {
      if (libc.call(f.init, context, 0, untrusted.getFirst().pointer.address(), between, 0, 0)
          != SUCCESS) {
        return false;
      }
      libc.call(f.setTrusted, context, ends, 0);
      var parameters = libc.call(f.parameters, context, 0, 0, 0, 0, 0);
      libc.call(f.setLevel, parameters, SECURITY_LEVEL, 0);
      return libc.call(f.setFlags, parameters, PARTIAL_CHAIN, 0) == SUCCESS
          && libc.call(f.setPurpose, context, SERVER, 0) == SUCCESS
          && libc.call(f.verify, context, 0, 0) == SUCCESS;
    } finally {
      libc.call(f.freeContext, context, 0, 0);
      libc.call(f.freeStack, between, 0, 0);
      libc.call(f.freeStack, ends, 0, 0);
      libc.call(f.clearErrors, 0, 0, 0);
      Reference.reachabilityFence(untrusted);
      Reference.reachabilityFence(trusted);
    }
  }

  private long stack(List<Parsed> certificates) {
    var f = functions();
    var stack = libc.call(f.newStack, 0, 0, 0, 0, 0, 0);
    for (var each : certificates) {
      libc.call(f.push, stack, each.pointer.address(), 0);
    }
    return stack;
  }
}
