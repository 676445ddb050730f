package dev.spinneret.fetch.http;

/// The protocol versions that a reply or a request can have.
public enum HttpVersion {
  /// Only a body, delimited by the end of the connection.
  HTTP_0_9,
  /// RFC 1945: one request per connection, unless both sides say keep-alive.
  HTTP_1_0,
  /// RFC 9112: connections persist unless either side says close.
  HTTP_1_1
}
