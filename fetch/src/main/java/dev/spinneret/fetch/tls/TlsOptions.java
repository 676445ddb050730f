package dev.spinneret.fetch.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How TLS connections are made.
///
/// @param insecure whether any certificate is accepted, for any host
/// @param authorities PEM file of authorities that are trusted beside the system's; null for none
/// @param certificate PEM file of the client's certificate chain; null for none
/// @param key PEM file of its private key (PKCS #8); null exactly when `certificate` is
/// @param minimum the oldest version that is spoken
/// @param provider what implements TLS; null for the [preferred][TlsProvider#preferred] one
public record TlsOptions(
    boolean insecure,
    @Nullable Path authorities,
    @Nullable Path certificate,
    @Nullable Path key,
    TlsVersion minimum,
    @Nullable TlsProvider provider) {

  /// Servers are verified against the system's authorities, and speak TLS 1.2 or newer.
  public static final TlsOptions DEFAULT =
      new TlsOptions(false, null, null, null, TlsVersion.TLS_1_2);

  /// Options with the preferred provider.
  ///
  /// @param insecure whether any certificate is accepted, for any host
  /// @param authorities PEM file of authorities that are trusted beside the system's; null for none
  /// @param certificate PEM file of the client's certificate chain; null for none
  /// @param key PEM file of its private key (PKCS #8); null exactly when `certificate` is
  /// @param minimum the oldest version that is spoken
  /// @throws IllegalArgumentException if only one of `certificate` and `key` is given
  public TlsOptions(
      boolean insecure,
      @Nullable Path authorities,
      @Nullable Path certificate,
      @Nullable Path key,
      TlsVersion minimum) {
    this(insecure, authorities, certificate, key, minimum, null);
  }

  /// Checks that a certificate has its key.
  ///
  /// @throws IllegalArgumentException if only one of `certificate` and `key` is given
  public TlsOptions {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "a client certificate and its key go together; only one of them is given");
    }
  }

  /// The same with another provider.
  ///
  /// @param other what implements TLS; null for the preferred one
  /// @return new options
  public TlsOptions withProvider(@Nullable TlsProvider other) {
    return new TlsOptions(insecure, authorities, certificate, key, minimum, other);
  }
}
