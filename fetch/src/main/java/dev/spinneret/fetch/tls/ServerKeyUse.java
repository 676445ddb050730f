package dev.spinneret.fetch.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/// What a certificate allows its key to be used for (RFC 5280 §4.2.1.3, §4.2.1.12), as far as it
/// concerns servers that use TLS. A certificate without such an extension allows everything.
final class ServerKeyUse {
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  /// The authentication in which the client encrypts a secret with the server's key (RFC 5246
  /// §7.4.7.1). In all others, the server signs.
  private static final String BY_ENCRYPTION = "RSA";

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;

  private final boolean servers;
  private final boolean @Nullable [] keyUsage;

  ServerKeyUse(X509Certificate certificate) {
    this.servers = isForServers(certificate);
    this.keyUsage = certificate.getKeyUsage();
  }

  private static boolean isForServers(X509Certificate certificate) {
    try {
      var purposes = certificate.getExtendedKeyUsage();
      return purposes == null
          || purposes.contains(SERVER_AUTHENTICATION)
          || purposes.contains(ANY_PURPOSE);
    } catch (CertificateParsingException _) {
      return false;
    }
  }

  /// Whether a server may prove with the key who it is.
  ///
  /// @param authentication a name of the JDK, such as `ECDHE_RSA`
  boolean allows(String authentication) {
    var bit = authentication.equals(BY_ENCRYPTION) ? KEY_ENCIPHERMENT : DIGITAL_SIGNATURE;
    return servers && (keyUsage == null || (bit < keyUsage.length && keyUsage[bit]));
  }
}
