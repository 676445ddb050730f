package dev.spinneret.engine.io;

/// What an address of [Sockets#getaddrinfo] is for.
public enum SocketType {
  /// Connections that carry a stream of octets: TCP (SOCK_STREAM).
  STREAM,
  /// Single messages: UDP (SOCK_DGRAM).
  DATAGRAM
}
