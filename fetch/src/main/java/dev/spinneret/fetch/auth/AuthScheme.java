package dev.spinneret.fetch.auth;

/// Which authentication schemes a user name and password may be used with.
public enum AuthScheme {
  /// Whatever the server requests; Digest if it offers both. Nothing is sent before a challenge.
  ANY,
  /// Basic, from the first request on.
  BASIC,
  /// Digest alone: the password is never sent.
  DIGEST
}
