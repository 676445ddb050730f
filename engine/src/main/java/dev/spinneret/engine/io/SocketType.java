package dev.spinneret.engine.io;

/// The use of an address of [Sockets#getaddrinfo].
public enum SocketType {
  /// Connections that carry a stream of octets: TCP (SOCK_STREAM).
  STREAM,
  /// Single messages: UDP (SOCK_DGRAM).
  DATAGRAM
}
