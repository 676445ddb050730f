/// UDP on the event loop.
///
/// [Datagrams] opens sockets in two shapes: with callbacks, a [DatagramProtocol] that a
/// [DatagramTransport] calls, and for tasks, a [DatagramEndpoint] whose calls suspend. Either may
/// be connected to one peer, which then is the only one heard, and whose refusals (ICMP port
/// unreachable) are reported. Start reading at [Datagrams].
package dev.spinneret.engine.io.datagram;
