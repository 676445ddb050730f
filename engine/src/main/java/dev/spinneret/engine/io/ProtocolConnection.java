package dev.spinneret.engine.io;

/// A connection that was made for a protocol.
///
/// @param transport what to write to
/// @param protocol what is told of events
/// @param <P> the type of the protocol
public record ProtocolConnection<P extends Protocol>(Transport transport, P protocol) {}
