/// HTTP authentication (RFC 9110 §11): challenges, and the answers to them.
///
/// [Authenticator][dev.spinneret.fetch.auth.Authenticator] answers for one origin: it reads the
/// [Challenge][dev.spinneret.fetch.auth.Challenge]s of a 401, selects one of them, and produces the
/// Authorization field of later requests, [Basic][dev.spinneret.fetch.auth.Basic] (RFC 7617) or
/// [Digest][dev.spinneret.fetch.auth.Digest] (RFC 7616). Nothing here does input or output.
package dev.spinneret.fetch.auth;
