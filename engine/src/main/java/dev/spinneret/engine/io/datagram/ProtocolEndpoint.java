package dev.spinneret.engine.io.datagram;

/// A datagram socket that was opened for a protocol.
///
/// @param transport what to send with
/// @param protocol who is called back
/// @param <P> the type of the protocol
public record ProtocolEndpoint<P extends DatagramProtocol>(
    DatagramTransport transport, P protocol) {}
