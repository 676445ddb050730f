package dev.spinneret.fetch.auth;

/// Which authentication schemes a user name and password may be used with.
public enum AuthScheme {
  /// What the server asks for; Digest where it offers both. Nothing is sent before it asks.
  ANY,
  /// Basic, from the first request on.
  BASIC,
  /// Digest alone: the password is never sent.
  DIGEST
}
