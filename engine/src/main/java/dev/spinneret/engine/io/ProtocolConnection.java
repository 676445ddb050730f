package dev.spinneret.engine.io;

/// A connection and its protocol.
///
/// @param transport the transport to write to
/// @param protocol the callbacks
/// @param <P> the type of the protocol
public record ProtocolConnection<P extends Protocol>(Transport transport, P protocol) {}
