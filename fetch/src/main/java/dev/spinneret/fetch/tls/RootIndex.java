package dev.spinneret.fetch.tls;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// The certificates of authorities, found by their subject.
///
/// A system trusts some 140, and a crawl meets a few of them. Only the subject of each is read from
/// its encoding; the JDK parses those that a server's chain names. Parsing all of them would take
/// several times as long as a whole short crawl.
///
/// Filled by one thread, then safe on any.
final class RootIndex {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /// The version of a certificate, which may be left out (RFC 5280 §4.1).
  private static final int VERSION = 0xa0;

  private final Map<ByteBuffer, List<Root>> bySubject = new HashMap<>();
  private int count;

  /// The same roots by their subjects' canonical form; made when an issuer is not found by its
  /// octets, which name the same authority in more than one way (RFC 5280 §7.1).
  private @Nullable Map<String, List<Root>> byName;

  /// One certificate; itself is its identity.
  static final class Root {
    private final byte[] encoded;
    private @Nullable X509Certificate certificate;

    Root(byte[] encoded, @Nullable X509Certificate certificate) {
      this.encoded = encoded;
      this.certificate = certificate;
    }

    /// Parsed at the first use; null when the JDK cannot.
    synchronized @Nullable X509Certificate certificate() {
      if (certificate == null) {
        try {
          certificate =
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException _) {
          return null;
        }
      }
      return certificate;
    }
  }

  /// How many certificates there are; no two are the same.
  int count() {
    return count;
  }

  /// Adds a certificate that is parsed already.
  void add(X509Certificate certificate) {
    try {
      add(new Root(certificate.getEncoded(), certificate));
    } catch (CertificateException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// Adds the certificates of a PEM file (RFC 7468 §5).
  ///
  /// @param file all of it
  /// @return how many of its certificates cannot be read, and were left out
  int addPem(byte[] file) {
    var text = new String(file, StandardCharsets.ISO_8859_1);
    var unreadableCount = 0;
    for (var at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
      var end = text.indexOf("-----", at + BEGIN.length());
      try {
        if (end < 0 || !text.startsWith(END, end)) {
          throw new IllegalArgumentException("a certificate without an end");
        }
        var base64 = text.substring(at + BEGIN.length(), end);
        add(new Root(Base64.getMimeDecoder().decode(base64), null));
      } catch (IllegalArgumentException _) {
        unreadableCount++;
      }
    }
    return unreadableCount;
  }

  private void add(Root root) {
    var same = bySubject.computeIfAbsent(ByteBuffer.wrap(subject(root)), _ -> new ArrayList<>(1));
    if (same.stream().noneMatch(other -> Arrays.equals(other.encoded, root.encoded))) {
      same.add(root);
      count++;
    }
  }

  /// The roots that may end a path from a server's chain: those that have issued one of its
  /// certificates, or are one of them.
  Set<Root> candidates(X509Certificate[] chain) {
    var found = new LinkedHashSet<Root>();
    for (var certificate : chain) {
      found.addAll(named(certificate.getIssuerX500Principal()));
      found.addAll(named(certificate.getSubjectX500Principal()));
    }
    return found;
  }

  private List<Root> named(X500Principal name) {
    var found = bySubject.get(ByteBuffer.wrap(name.getEncoded()));
    return found != null
        ? found
        : byName().getOrDefault(name.getName(X500Principal.CANONICAL), List.of());
  }

  private synchronized Map<String, List<Root>> byName() {
    var map = byName;
    if (map == null) {
      map = new HashMap<>();
      for (var entry : bySubject.entrySet()) {
        try {
          var name = new X500Principal(entry.getKey().array()).getName(X500Principal.CANONICAL);
          map.computeIfAbsent(name, _ -> new ArrayList<>(1)).addAll(entry.getValue());
        } catch (IllegalArgumentException _) {
          // No name that the JDK knows: no chain's issuer can be it.
        }
      }
      byName = map;
    }
    return map;
  }

  /// RFC 5280 §4.1: version, serial number, algorithm, issuer and validity stand before it.
  private static byte[] subject(Root root) {
    var certificate = new Der(root.encoded).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
    if (certificate.tag() == VERSION) {
      certificate.skip();
    }
    for (var i = 0; i < 4; i++) {
      certificate.skip();
    }
    return certificate.whole();
  }
}
