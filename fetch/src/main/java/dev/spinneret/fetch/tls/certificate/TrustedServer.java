package dev.spinneret.fetch.tls.certificate;

/// What a chain of certificates proves about the server that sent it.
///
/// @param identity the hosts that it is for
/// @param use what its key may be used for
/// @param fromMillis since when all of its certificates are valid
/// @param untilMillis when the first of them expires
record TrustedServer(ServerIdentity identity, ServerKeyUse use, long fromMillis, long untilMillis) {

  boolean isValidAt(long nowMillis) {
    return fromMillis <= nowMillis && nowMillis <= untilMillis;
  }
}
