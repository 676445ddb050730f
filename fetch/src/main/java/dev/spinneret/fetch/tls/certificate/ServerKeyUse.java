package dev.spinneret.fetch.tls.certificate;

import java.nio.ByteBuffer;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

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

  /// RFC 5280 §4.2.1.12, as encoded.
  private static final ByteBuffer ENCODED_SERVER_AUTHENTICATION =
      ByteBuffer.wrap(HexFormat.of().parseHex("06082b06010505070301"));

  private static final int BIT_STRING = 0x03;

  private final boolean servers;
  private final boolean signs;
  private final boolean encrypts;

  ServerKeyUse(X509Certificate certificate) {
    this.servers = isForServers(certificate);
    var usage = certificate.getKeyUsage();
    this.signs = usage == null || isSet(usage, DIGITAL_SIGNATURE);
    this.encrypts = usage == null || isSet(usage, KEY_ENCIPHERMENT);
  }

  ServerKeyUse(CertificateParts certificate) {
    var purposes = certificate.extendedKeyUsage();
    this.servers = purposes == null || isForServers(new Der(purposes).enter(Der.SEQUENCE));
    var usage = certificate.keyUsage();
    var bits = usage == null ? null : new Der(usage).octets(BIT_STRING);
    this.signs = bits == null || isSet(bits, DIGITAL_SIGNATURE);
    this.encrypts = bits == null || isSet(bits, KEY_ENCIPHERMENT);
  }

  /// Whether a certificate's purposes, if it has any, include servers.
  static boolean isForServers(X509Certificate certificate) {
    try {
      var purposes = certificate.getExtendedKeyUsage();
      return purposes == null
          || purposes.contains(SERVER_AUTHENTICATION)
          || purposes.contains(ANY_PURPOSE);
    } catch (CertificateParsingException _) {
      return false;
    }
  }

  /// Any purpose is no business of plain certificates.
  private static boolean isForServers(Der purposes) {
    while (purposes.hasMore()) {
      if (ByteBuffer.wrap(purposes.whole()).equals(ENCODED_SERVER_AUTHENTICATION)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSet(boolean[] bits, int number) {
    return number < bits.length && bits[number];
  }

  /// @param bits the first octet counts the unused bits of the last one
  private static boolean isSet(byte[] bits, int number) {
    return number < (bits.length - 1) * Byte.SIZE - bits[0]
        && (bits[1 + number / Byte.SIZE] & (0x80 >> (number % Byte.SIZE))) != 0;
  }

  /// Whether a server may prove with the key who it is.
  ///
  /// @param authentication a name of the JDK, such as `ECDHE_RSA`
  boolean allows(String authentication) {
    return servers && (authentication.equals(BY_ENCRYPTION) ? encrypts : signs);
  }
}
