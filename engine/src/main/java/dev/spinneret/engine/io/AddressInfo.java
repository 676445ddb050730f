package dev.spinneret.engine.io;

import java.net.InetSocketAddress;

/// One answer of [Sockets#getaddrinfo]: an address, of what family it is, and what it is for.
///
/// @param family [AddressFamily#INET] or [AddressFamily#INET6]
/// @param type stream or datagram
/// @param address address and port, resolved
public record AddressInfo(AddressFamily family, SocketType type, InetSocketAddress address) {}
