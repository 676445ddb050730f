/// Sockets on the event loop: what a task reads and writes as if it blocked.
///
/// Four layers, each for another need, the upper ones built on the lowest:
///
/// - A [Descriptor] is a non-blocking socket or pipe whose calls never suspend. There is one kind
///   over java.nio, which works everywhere, and one that calls Linux directly.
/// - A [Connection] is for tasks that move bytes by themselves, with deadlines; [Network] opens
///   them.
/// - A [Transport] calls a [Protocol] back, gathers the writes of a turn, and keeps a slow peer's
///   buffer bounded.
/// - The streams of `engine.io.stream` are for tasks that want lines and whole messages.
///
/// Addresses are those of the internet or paths of Unix sockets. A layer such as TLS comes in as a
/// [TransportUpgrade]. Streams, datagrams, pipes and processes have packages of their own below
/// this one.
///
/// [Sockets] has the calls of every layer; [Sockets#of] gives those that fit the loop's poller.
/// Start reading there.
package dev.spinneret.engine.io;
