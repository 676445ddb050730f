package dev.spinneret.fetch.tls.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.Security;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the JDK is configured to refuse in a path of certificates: algorithms, in the security
/// property `jdk.certpath.disabledAlgorithms` (described in `java.security`), and the certificates
/// of `lib/security/blocked.certs`, whoever has signed them.
final class JdkRefusals {
  /// No plain certificate uses these, whatever the conditions.
  private static final Set<String> UNUSED = Set.of("MD2", "MD5", "SHA1", "DSA");

  /// The shortest keys of plain certificates, in bits.
  private static final int RSA_BITS = 2048;

  private static final int EC_BITS = 256;

  private static final String DIGESTS = "Algorithm=SHA-256";

  /// The SHA-256 of each such certificate, in hexadecimal digits; null if more is refused than is
  /// known here.
  private static final @Nullable Set<String> BLOCKED = blocked();

  private JdkRefusals() {}

  private static @Nullable Set<String> blocked() {
    if (!areCovered(
        Security.getProperty("jdk.certpath.disabledAlgorithms"),
        Security.getProperty("jdk.disabled.namedCurves"))) {
      return null;
    }
    var file = Path.of(System.getProperty("java.home"), "lib", "security", "blocked.certs");
    var digests = new HashSet<String>();
    try {
      for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        digests.add(line.strip());
      }
      return digests.contains(DIGESTS) ? digests : null;
    } catch (NoSuchFileException _) {
      return digests;
    } catch (IOException _) {
      return null;
    }
  }

  /// Whether a plain certificate that is not [included][#include(String)] here is none that the JDK
  /// would refuse for its algorithms or for itself.
  static boolean areKnown() {
    return BLOCKED != null;
  }

  /// Whether the JDK refuses a certificate for itself.
  ///
  /// @param sha256 of its encoding, in upper-case hexadecimal digits
  static boolean include(String sha256) {
    return BLOCKED == null || BLOCKED.contains(sha256);
  }

  /// Whether plain certificates keep to the property anyway. Of what is not known for certain, the
  /// answer is no.
  ///
  /// @param property null if it is not there
  /// @param curves the property `jdk.disabled.namedCurves`, which the first may include
  static boolean areCovered(@Nullable String property, @Nullable String curves) {
    if (property == null) {
      return true;
    }
    for (var entry : property.split(",", -1)) {
      var words = List.of(entry.strip().split("\\s+"));
      var covered =
          UNUSED.contains(words.getFirst())
              || entry.isBlank()
              || isLength(words, "RSA", RSA_BITS)
              || isLength(words, "EC", EC_BITS)
              || (words.equals(List.of("include", "jdk.disabled.namedCurves"))
                  && (curves == null || curves.isBlank()));
      if (!covered) {
        return false;
      }
    }
    return true;
  }

  /// Such as `RSA keySize < 1024`.
  private static boolean isLength(List<String> words, String algorithm, int maxBits) {
    return words.size() == 4
        && words.subList(0, 3).equals(List.of(algorithm, "keySize", "<"))
        && words.get(3).matches("\\d{1,9}")
        && Integer.parseInt(words.get(3)) <= maxBits;
  }
}
