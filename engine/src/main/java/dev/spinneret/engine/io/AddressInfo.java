package dev.spinneret.engine.io;

import java.net.InetSocketAddress;

/// One result of [Sockets#getaddrinfo]: an address, its family, and its use.
///
/// @param family [AddressFamily#INET] or [AddressFamily#INET6]
/// @param type stream or datagram
/// @param address address and port, resolved
public record AddressInfo(AddressFamily family, SocketType type, InetSocketAddress address) {}
