package dev.spinneret.fetch.http;

/// The protocol versions that a reply or a request can have.
public enum HttpVersion {
  /// A body and nothing else, ended by the connection's end.
  HTTP_0_9,
  /// RFC 1945: one request a connection, unless both sides say keep-alive.
  HTTP_1_0,
  /// RFC 9112: connections persist unless one side says close.
  HTTP_1_1
}
