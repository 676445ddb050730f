package dev.spinneret.fetch.tls;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.KeyMaterial;
import org.jspecify.annotations.Nullable;

/// What the connections of a context have in common.
///
/// @param server whether this is the server's side
/// @param minimum the oldest version of TLS
/// @param verifier judges servers; null if every certificate is accepted
/// @param identity what this side shows; null for nothing
record TlsConfig(
    boolean server,
    TlsVersion minimum,
    @Nullable ChainVerifier verifier,
    @Nullable KeyMaterial identity) {

  /// A context of a provider.
  TlsContext context(TlsProvider provider) {
    return switch (provider) {
      case BORING_SSL -> new BoringContext(this);
      case JDK -> new JdkContext(this);
    };
  }
}
