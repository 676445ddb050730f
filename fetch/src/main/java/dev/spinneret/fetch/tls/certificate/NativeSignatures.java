package dev.spinneret.fetch.tls.certificate;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Verifies the signatures of certificates with libcrypto, on behalf of the JDK's PKIX algorithms.
///
/// Without the optimising compiler, the JDK takes some 2 ms for an ECDSA signature and 0.2 for one
/// of RSA, and for the first one of a process 50 ms; libcrypto takes 0.1 and 0.03. The JDK asks a
/// provider of that name only, so nothing else of the process does.
final class NativeSignatures extends Provider {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "SpinneretLibcrypto";

  /// Names of the JDK, and the function that returns the digest.
  private static final Map<String, String> DIGESTS =
      Map.of(
          "SHA256withECDSA", "EVP_sha256",
          "SHA384withECDSA", "EVP_sha384",
          "SHA512withECDSA", "EVP_sha512",
          "SHA256withRSA", "EVP_sha256",
          "SHA384withRSA", "EVP_sha384",
          "SHA512withRSA", "EVP_sha512");

  private static final @Nullable Functions FUNCTIONS = Libcrypto.isAvailable() ? register() : null;

  private record Functions(
      MemorySegment readKey,
      MemorySegment freeKey,
      MemorySegment newContext,
      MemorySegment freeContext,
      MemorySegment init,
      MemorySegment verify,
      MemorySegment clearErrors) {}

  /// Not whether a signature is valid, but that it cannot be found out here.
  static final class Unable extends SignatureException {
    private static final long serialVersionUID = 1L;

    Unable(String why) {
      super(why);
    }
  }

  private NativeSignatures() {
    super(NAME, "1", "signatures of certificates, by libcrypto");
    DIGESTS.forEach((algorithm, digest) -> putService(new Algorithm(this, algorithm, digest)));
  }

  /// Registers the provider, last in their order: whoever names none gets another's.
  ///
  /// @return null if the library is too old
  private static @Nullable Functions register() {
    try {
      var functions =
          new Functions(
              Libcrypto.find("d2i_PUBKEY"),
              Libcrypto.find("EVP_PKEY_free"),
              Libcrypto.find("EVP_MD_CTX_new"),
              Libcrypto.find("EVP_MD_CTX_free"),
              Libcrypto.find("EVP_DigestVerifyInit"),
              Libcrypto.find("EVP_DigestVerify"),
              Libcrypto.find("ERR_clear_error"));
      Security.addProvider(new NativeSignatures());
      return functions;
    } catch (NoSuchElementException _) {
      return null;
    }
  }

  /// The provider that can verify the signatures of certificates.
  ///
  /// @return its name; null if it does not know one of the algorithms, or there is no libcrypto
  static @Nullable String providerFor(Collection<X509Certificate> certificates) {
    return FUNCTIONS != null
            && certificates.stream().allMatch(each -> DIGESTS.containsKey(each.getSigAlgName()))
        ? NAME
        : null;
  }

  private static final class Algorithm extends Service {
    private final String digest;

    Algorithm(Provider provider, String name, String digest) {
      super(provider, "Signature", name, Verification.class.getName(), null, null);
      this.digest = digest;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) {
      return new Verification(
          Libcrypto.find(digest), getAlgorithm().endsWith("ECDSA") ? "EC" : "RSA");
    }
  }

  /// The verification of a signature; signs nothing.
  private static final class Verification extends SignatureSpi {
    private static final long VALID = 1;

    private final Libc libc = new Libc();
    private final MemorySegment digest;
    private final String keyAlgorithm;
    private final ByteArrayOutputStream signed = new ByteArrayOutputStream();
    private byte[] key = {};

    Verification(MemorySegment digest, String keyAlgorithm) {
      this.digest = digest;
      this.keyAlgorithm = keyAlgorithm;
    }

    @Override
    protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
      var encoded = publicKey.getEncoded();
      if (encoded == null || !publicKey.getAlgorithm().equals(keyAlgorithm)) {
        throw new InvalidKeyException("no key of " + keyAlgorithm);
      }
      key = encoded;
      signed.reset();
    }

    @Override
    protected void engineUpdate(byte b) {
      signed.write(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int count) {
      signed.write(bytes, from, count);
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      var functions = FUNCTIONS;
      if (functions == null) {
        throw new Unable("no libcrypto");
      }
      var content = signed.toByteArray();
      signed.reset();
      var memory =
          NativeMemory.allocate(Long.BYTES + key.length + signature.length + content.length);
      memory.bytes().putLong(memory.address() + Long.BYTES).put(key).put(signature).put(content);
      var publicKey = libc.call(functions.readKey, 0, memory.address(), key.length, 0, 0, 0);
      if (publicKey == 0) {
        throw new Unable("libcrypto cannot read the key");
      }
      var context = libc.call(functions.newContext, 0, 0, 0, 0, 0, 0);
      try {
        var signatureAt = memory.address() + Long.BYTES + key.length;
        var method = libc.call(digest, 0, 0, 0, 0, 0, 0);
        if ((int) libc.call(functions.init, context, 0, method, 0, publicKey, 0) != VALID) {
          throw new Unable("libcrypto is configured without the algorithm");
        }
        return (int)
                libc.call(
                    functions.verify,
                    context,
                    signatureAt,
                    signature.length,
                    signatureAt + signature.length,
                    content.length,
                    0)
            == VALID;
      } finally {
        Reference.reachabilityFence(memory);
        libc.call(functions.freeContext, context, 0, 0, 0, 0, 0);
        libc.call(functions.freeKey, publicKey, 0, 0, 0, 0, 0);
        libc.call(functions.clearErrors, 0, 0, 0);
      }
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
      throw new InvalidKeyException("signs nothing");
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      throw new SignatureException("signs nothing");
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException(name);
    }
  }
}
