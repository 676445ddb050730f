/// Sockets on the event loop, which tasks use as if they blocked.
///
/// There are four layers, each built on those below:
///
/// - A [Descriptor] is a non-blocking socket or pipe whose calls never suspend. One implementation
///   uses java.nio and works everywhere, the other calls Linux directly.
/// - A [Connection] is for tasks that read and write bytes, with deadlines; a [Network] opens it.
/// - A [Transport] calls a [Protocol], sends the writes of a turn together, and bounds the buffer
///   for a slow peer.
/// - The streams of `engine.io.stream` are for tasks that read lines and whole messages.
///
/// Addresses are internet addresses or paths of Unix sockets. A layer such as TLS is a
/// [TransportUpgrade]. Streams, datagrams, pipes and processes have packages of their own below
/// this one.
///
/// [Sockets] has the calls of every layer; [Sockets#of] returns those of a loop. Start reading
/// there.
package dev.spinneret.engine.io;
