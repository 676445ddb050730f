package dev.spinneret.fetch.auth;

/// An answer to a challenge, good for any number of requests.
public sealed interface Authorization permits Basic, Digest {

  /// The value of the Authorization field of one request.
  ///
  /// @param method such as `GET`
  /// @param target the request target as it is sent (RFC 9112 §3.2)
  /// @return octets, each a character
  String field(String method, String target);
}
