/// UDP on the event loop.
///
/// [Datagrams] opens sockets in two forms: with callbacks, a [DatagramTransport] with a
/// [DatagramProtocol], and for tasks, a [DatagramEndpoint] whose calls suspend. Either can be
/// connected to one peer; datagrams of others are then not received, and ICMP errors (port
/// unreachable) are reported. Start reading at [Datagrams].
package dev.spinneret.engine.io.datagram;
