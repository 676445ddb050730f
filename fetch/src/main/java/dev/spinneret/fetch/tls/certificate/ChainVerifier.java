package dev.spinneret.fetch.tls.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Trusts a server if a trusted authority vouches for it, and its certificate is for the host that
/// was asked; otherwise reports which of the usual reasons it is.
///
/// A path that has been found is remembered with the octets of its chain: hosts that share a
/// certificate, and further connections to one host, cost a comparison. Safe on any thread.
public final class ChainVerifier {
  /// How many certificates of a chain are looked at. Among a hundred, the search for a path would
  /// take seconds.
  public static final int MAX_LENGTH = 10;

  private static final int MAX_REMEMBERED = 256;

  private final NativePaths usual;
  private final CertificatePaths paths;
  private final RecentlyUsed<EncodedChain, TrustedServer> remembered =
      new RecentlyUsed<>(MAX_REMEMBERED);

  /// Remembers nothing yet.
  ///
  /// @param trusted who may vouch for a server
  public ChainVerifier(TrustedRoots trusted) {
    this.usual = new NativePaths(trusted);
    this.paths = new CertificatePaths(trusted);
  }

  /// Judges a server.
  ///
  /// @param sent its certificates, its own first; not to be changed any more
  /// @param authentication how it proves that it has the key: a name of the JDK
  /// @param host without brackets and final dot
  /// @throws RefusedChain if it is not trusted
  public void verify(byte[][] sent, String authentication, String host) throws RefusedChain {
    var encoded = sent.length > MAX_LENGTH ? Arrays.copyOf(sent, MAX_LENGTH) : sent;
    var chain = new EncodedChain(encoded);
    var trusted = remembered.get(chain);
    if (trusted == null || !trusted.isValidAt(System.currentTimeMillis())) {
      var found = usual.find(encoded);
      trusted = found != null ? found : judge(encoded);
      remembered.put(chain, trusted);
    }
    if (!trusted.use().allows(authentication)) {
      throw new RefusedChain(
          RefusedChain.Reason.UNTRUSTED,
          new CertificateException("it is not for servers that use TLS (" + authentication + ")"));
    }
    if (!trusted.identity().holds(host)) {
      throw new RefusedChain(
          RefusedChain.Reason.WRONG_HOST,
          new CertificateException("it is for " + trusted.identity() + ", not for " + host));
    }
  }

  private TrustedServer judge(byte[][] encoded) throws RefusedChain {
    if (encoded.length == 0) {
      throw new RefusedChain(RefusedChain.Reason.UNTRUSTED, null);
    }
    var chain = new X509Certificate[encoded.length];
    try {
      for (var i = 0; i < chain.length; i++) {
        chain[i] = paths.certificate(encoded[i]);
      }
      paths.check(chain);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw named(chain, e);
    }
    var fromMillis = Long.MIN_VALUE;
    var untilMillis = Long.MAX_VALUE;
    for (var certificate : chain) {
      fromMillis = Math.max(fromMillis, certificate.getNotBefore().toInstant().toEpochMilli());
      untilMillis = Math.min(untilMillis, certificate.getNotAfter().toInstant().toEpochMilli());
    }
    return new TrustedServer(
        new ServerIdentity(chain[0]), new ServerKeyUse(chain[0]), fromMillis, untilMillis);
  }

  /// The first of the reasons that holds. A chain may be wrong in more than one way; the dates come
  /// first because they are what an operator forgets.
  ///
  /// @param chain null from the first certificate on that cannot be parsed
  private static RefusedChain named(@Nullable X509Certificate[] chain, Exception refusal) {
    for (var certificate : chain) {
      if (certificate == null) {
        return new RefusedChain(RefusedChain.Reason.UNTRUSTED, refusal);
      }
      try {
        certificate.checkValidity();
      } catch (CertificateExpiredException | CertificateNotYetValidException e) {
        return new RefusedChain(RefusedChain.Reason.EXPIRED, e);
      }
    }
    var top = chain[0];
    if (chain.length == 1
        && top != null
        && top.getSubjectX500Principal().equals(top.getIssuerX500Principal())) {
      return new RefusedChain(RefusedChain.Reason.SELF_SIGNED, refusal);
    }
    return new RefusedChain(RefusedChain.Reason.UNTRUSTED, refusal);
  }
}
