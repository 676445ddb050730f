package dev.spinneret.fetch.tls.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds the path from a server's certificate to a trusted authority with libcrypto, as long as it
/// is a usual one. What it finds, [CertificatePaths] would find as well; what it does not find is
/// left to that. So it never decides that a server is refused, nor why.
///
/// Without the optimising compiler, the JDK takes 0.4 to 0.7 ms more for a path, and 30 to 70 for
/// the first of a process. That nothing is accepted which the JDK would refuse has these reasons:
/// all certificates that a server sends are plain ([CertificateParts]), so that no restriction has
/// to be understood; they are in order; libcrypto's own conditions are at least those of RFC 5280
/// §6; and if the JDK is configured to refuse algorithms that are accepted here, nothing is. A test
/// holds both to a list of chains.
///
/// As there, the authorities of a path vouch for further servers. Safe on any thread.
final class NativePaths {
  private static final int MAX_REMEMBERED = 256;

  /// A longer chain is unusual.
  private static final int MAX_LENGTH = 5;

  private final TrustedRoots trusted;
  private final RecentlyUsed<EncodedChain, CertificateParts> plain =
      new RecentlyUsed<>(MAX_REMEMBERED);
  private final RecentlyUsed<EncodedChain, Issuer> issuers = new RecentlyUsed<>(MAX_REMEMBERED);
  private final Map<RootIndex.Root, Optional<NativeCertificates.Parsed>> roots =
      new ConcurrentHashMap<>();

  /// An authority that was part of a valid path.
  ///
  /// @param untilMillis when the first certificate of its path expires
  private record Issuer(NativeCertificates.Parsed certificate, long untilMillis) {}

  NativePaths(TrustedRoots trusted) {
    this.trusted = trusted;
  }

  /// Looks for a path.
  ///
  /// @param encoded what a server sent, its own certificate first
  /// @return null if there is none, or it is not for this class
  @Nullable TrustedServer find(byte[][] encoded) {
    if (encoded.length == 0
        || encoded.length > MAX_LENGTH
        || !JdkRefusals.areKnown()
        || !NativeCertificates.areAvailable()) {
      return null;
    }
    var calls = NativeCertificates.take();
    try {
      var chain = new ArrayList<CertificateParts>(encoded.length);
      chain.add(new CertificateParts(encoded[0]));
      for (var i = 1; i < encoded.length; i++) {
        chain.add(parts(encoded[i]));
      }
      return find(chain, calls);
    } catch (IllegalArgumentException _) {
      return null; // not plain
    } finally {
      calls.giveBack();
    }
  }

  private CertificateParts parts(byte[] encoded) {
    var key = new EncodedChain(encoded);
    var known = plain.get(key);
    if (known == null) {
      known = new CertificateParts(encoded);
      plain.put(key, known);
    }
    return known;
  }

  private @Nullable TrustedServer find(List<CertificateParts> chain, NativeCertificates calls) {
    var server = calls.parse(chain.getFirst().encoded());
    if (server == null || isBlocked(server, calls)) {
      return null;
    }
    if (chain.size() > 1 && isIssued(chain.getFirst(), chain.get(1))) {
      var issuer = issuers.get(new EncodedChain(chain.get(1).encoded()));
      if (issuer != null
          && System.currentTimeMillis() <= issuer.untilMillis
          && calls.validates(List.of(server), List.of(issuer.certificate))) {
        return found(chain.subList(0, 1), issuer.untilMillis);
      }
    }
    var path = inOrder(chain, server, calls);
    for (var step = 0; step < TrustedRoots.STEP_COUNT; step++) {
      var found = find(chain, path, trusted.step(step), calls);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// The start of the chain in which each certificate is that of an authority which may have issued
  /// the one before.
  private static List<NativeCertificates.Parsed> inOrder(
      List<CertificateParts> chain, NativeCertificates.Parsed server, NativeCertificates calls) {
    var path = new ArrayList<NativeCertificates.Parsed>();
    path.add(server);
    for (var i = 1; i < chain.size() && isIssued(chain.get(i - 1), chain.get(i)); i++) {
      var certificate = calls.parse(chain.get(i).encoded());
      if (certificate == null || !calls.isAuthority(certificate) || isBlocked(certificate, calls)) {
        break;
      }
      path.add(certificate);
    }
    return path;
  }

  private @Nullable TrustedServer find(
      List<CertificateParts> chain,
      List<NativeCertificates.Parsed> path,
      RootIndex ends,
      NativeCertificates calls) {
    for (var length = 1; length <= path.size(); length++) {
      var named = named(chain.get(length - 1).issuer(), ends, calls);
      var used = path.subList(0, length);
      if (!named.isEmpty() && calls.validates(used, named)) {
        return remember(chain.subList(0, length), used);
      }
    }
    return null;
  }

  private static boolean isIssued(CertificateParts certificate, CertificateParts issuer) {
    return Arrays.equals(certificate.issuer(), issuer.subject());
  }

  private List<NativeCertificates.Parsed> named(
      byte[] name, RootIndex index, NativeCertificates calls) {
    var found = new ArrayList<NativeCertificates.Parsed>();
    for (var root : index.named(name)) {
      roots.computeIfAbsent(root, each -> parse(each, calls)).ifPresent(found::add);
    }
    return found;
  }

  /// @return nothing if paths that end there are not for this class
  private static Optional<NativeCertificates.Parsed> parse(
      RootIndex.Root root, NativeCertificates calls) {
    var encoded = root.encoded();
    return encoded != null && CertificateParts.mayEndPaths(encoded)
        ? Optional.ofNullable(calls.parse(encoded)).filter(calls::isAuthority)
        : Optional.empty();
  }

  private TrustedServer remember(
      List<CertificateParts> chain, List<NativeCertificates.Parsed> path) {
    var untilMillis = Long.MAX_VALUE;
    for (var i = chain.size() - 1; i > 0; i--) {
      untilMillis = Math.min(untilMillis, chain.get(i).untilMillis());
      issuers.put(new EncodedChain(chain.get(i).encoded()), new Issuer(path.get(i), untilMillis));
    }
    return found(chain, Long.MAX_VALUE);
  }

  private static TrustedServer found(List<CertificateParts> path, long untilMillis) {
    var server = path.getFirst();
    var from = Long.MIN_VALUE;
    var until = untilMillis;
    for (var each : path) {
      from = Math.max(from, each.fromMillis());
      until = Math.min(until, each.untilMillis());
    }
    return new TrustedServer(
        new ServerIdentity(server.subjectAltName()), new ServerKeyUse(server), from, until);
  }

  private static boolean isBlocked(
      NativeCertificates.Parsed certificate, NativeCertificates calls) {
    var digest = calls.sha256(certificate);
    return digest == null || JdkRefusals.include(digest);
  }
}
