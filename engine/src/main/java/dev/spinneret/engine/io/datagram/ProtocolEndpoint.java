package dev.spinneret.engine.io.datagram;

/// A datagram socket and its protocol.
///
/// @param transport the transport to send with
/// @param protocol the callbacks
/// @param <P> the type of the protocol
public record ProtocolEndpoint<P extends DatagramProtocol>(
    DatagramTransport transport, P protocol) {}
