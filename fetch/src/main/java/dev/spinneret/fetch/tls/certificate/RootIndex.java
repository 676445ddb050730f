package dev.spinneret.fetch.tls.certificate;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
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
  /// The version of a certificate, which may be left out (RFC 5280 §4.1).
  private static final int VERSION = 0xa0;

  /// Of most certificates, the subject ends within so many characters.
  private static final int USUAL_CHARS = 640;

  private final Map<ByteBuffer, List<Root>> bySubject = new HashMap<>();
  private final @Nullable RootIndex others;
  private int count;

  /// The same roots by their subjects' canonical form; made when an issuer is not found by its
  /// octets, which name the same authority in more than one way (RFC 5280 §7.1).
  private @Nullable Map<String, List<Root>> byName;

  /// One certificate; itself is its identity.
  static final class Root {
    /// Null if it was parsed already.
    private final Pem.@Nullable Encoded encoded;

    private @Nullable X509Certificate certificate;
    private @Nullable TrustAnchor anchor;

    private Root(Pem.@Nullable Encoded encoded, @Nullable X509Certificate certificate) {
      this.encoded = encoded;
      this.certificate = certificate;
    }

    /// Parsed at the first use; null when the JDK cannot.
    synchronized @Nullable X509Certificate certificate() {
      if (certificate == null && encoded != null) {
        try {
          certificate = KeyMaterial.parse(encoded.octets());
        } catch (GeneralSecurityException | IllegalArgumentException _) {
          return null;
        }
      }
      return certificate;
    }

    /// The same as the end of paths; null if the JDK cannot parse it.
    synchronized @Nullable TrustAnchor anchor() {
      var trusted = certificate();
      if (anchor == null && trusted != null) {
        anchor = new TrustAnchor(trusted, null);
      }
      return anchor;
    }

    /// Its encoding; null if it has none that can be read.
    byte @Nullable [] encoded() {
      try {
        if (encoded != null) {
          return encoded.octets();
        }
        var parsed = certificate();
        return parsed == null ? null : parsed.getEncoded();
      } catch (CertificateEncodingException | IllegalArgumentException _) {
        return null;
      }
    }

    private boolean isSame(Root other) {
      if (encoded != null && other.encoded != null) {
        return encoded.isSame(other.encoded);
      }
      var own = certificate();
      return own != null && own.equals(other.certificate());
    }
  }

  RootIndex() {
    this(null);
  }

  /// @param others whose certificates this one leaves out
  RootIndex(@Nullable RootIndex others) {
    this.others = others;
  }

  /// An index of certificates that are parsed already.
  static RootIndex of(Collection<X509Certificate> certificates) {
    var index = new RootIndex();
    certificates.forEach(index::add);
    return index;
  }

  /// How many certificates there are; no two are the same.
  int count() {
    return count;
  }

  /// Adds a certificate that is parsed already.
  void add(X509Certificate certificate) {
    add(certificate.getSubjectX500Principal().getEncoded(), new Root(null, certificate));
  }

  /// Adds a certificate that is parsed when a path needs it.
  ///
  /// @throws IllegalArgumentException if its subject cannot be read
  void add(Pem.Encoded encoded) {
    add(subject(encoded), new Root(encoded, null));
  }

  /// Adds the certificates of a PEM file (RFC 7468 §5).
  ///
  /// @param file all of it; nobody changes it any more
  /// @return how many of its certificates cannot be read, and were left out
  int addPem(byte[] file) {
    var unreadableCount = 0;
    for (var encoded : Pem.objects(file, Pem.CERTIFICATE)) {
      try {
        add(encoded);
      } catch (IllegalArgumentException _) {
        unreadableCount++;
      }
    }
    return unreadableCount;
  }

  private void add(byte[] subject, Root root) {
    if (!holds(subject, root) && (others == null || !others.holds(subject, root))) {
      bySubject.computeIfAbsent(ByteBuffer.wrap(subject), _ -> new ArrayList<>(1)).add(root);
      count++;
    }
  }

  private boolean holds(byte[] subject, Root root) {
    return named(subject).stream().anyMatch(root::isSame);
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
    var found = named(name.getEncoded());
    return !found.isEmpty()
        ? found
        : byName().getOrDefault(name.getName(X500Principal.CANONICAL), List.of());
  }

  /// The roots whose subject has these octets.
  List<Root> named(byte[] name) {
    return bySubject.getOrDefault(ByteBuffer.wrap(name), List.of());
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

  private static byte[] subject(Pem.Encoded encoded) {
    try {
      return subject(encoded.firstOctets(USUAL_CHARS));
    } catch (IllegalArgumentException _) {
      return subject(encoded.octets());
    }
  }

  /// RFC 5280 §4.1: version, serial number, algorithm, issuer and validity stand before it.
  ///
  /// @param start of the certificate
  private static byte[] subject(byte[] start) {
    var certificate = new Der(start).enterPart(Der.SEQUENCE).enterPart(Der.SEQUENCE);
    if (certificate.tag() == VERSION) {
      certificate.skip();
    }
    for (var i = 0; i < 4; i++) {
      certificate.skip();
    }
    return certificate.whole();
  }
}
