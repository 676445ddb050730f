package dev.spinneret.fetch.tls.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// The authorities that are trusted, in steps, each of which is read only if those before it do not
/// suffice: those that were given, those of the system, and those of the system that take long to
/// read. Safe on any thread.
public final class TrustedRoots {
  /// How many steps there are.
  static final int STEP_COUNT = 3;

  private final RootIndex given;
  private final SystemAuthorities system;

  /// @param given by whoever asked for TLS, read already
  TrustedRoots(RootIndex given, SystemAuthorities system) {
    this.given = given;
    this.system = system;
  }

  /// Those of a file, and those that this machine trusts.
  ///
  /// @param file of PEM certificates, which is read now; null if there is none
  /// @return what is trusted; nothing of the machine's is read yet
  /// @throws IllegalArgumentException if the file cannot be read or holds no certificate
  public static TrustedRoots of(@Nullable Path file) {
    return new TrustedRoots(
        file == null ? new RootIndex() : given(file), SystemAuthorities.ofThisMachine());
  }

  /// Certificates that are not plain are parsed now, to find out whether they can be.
  private static RootIndex given(Path file) {
    var found = new RootIndex();
    try {
      for (var each : Pem.objects(Files.readAllBytes(file), Pem.CERTIFICATE)) {
        var octets = each.octets();
        if (CertificateParts.isPlain(octets)) {
          found.add(each);
        } else {
          found.add(KeyMaterial.parse(octets));
        }
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
    if (found.count() == 0) {
      throw unreadable(file, null);
    }
    return found;
  }

  private static IllegalArgumentException unreadable(Path file, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "no certificate can be read from " + file + "; a PEM file of certificates is allowed",
        cause);
  }

  /// Those that a step adds.
  ///
  /// @param number from 0 on
  /// @return possibly none
  /// @throws IllegalArgumentException if what the system trusts cannot be read
  RootIndex step(int number) {
    return switch (number) {
      case 0 -> given;
      case 1 -> system.roots();
      default -> system.furtherRoots();
    };
  }
}
