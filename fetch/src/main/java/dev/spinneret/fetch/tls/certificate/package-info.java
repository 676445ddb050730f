/// Certificates: who is trusted, and whether a server proves who it is (RFC 5280, RFC 9525). Knows
/// nothing of connections.
///
/// Start with [ChainVerifier]. It looks for a path from a server's certificate to an authority,
/// then compares the host. `NativePaths` finds the usual paths with libcrypto; it reads
/// certificates itself (`CertificateParts`), to leave whatever is not plain to `CertificatePaths`,
/// which asks the JDK and has the last word. Both take the authorities from [TrustedRoots]: those
/// of a file, and the [SystemAuthorities].
///
/// [KeyMaterial] is what this side of a connection shows, and [Libcrypto] the library, which others
/// use for digests.
package dev.spinneret.fetch.tls.certificate;
