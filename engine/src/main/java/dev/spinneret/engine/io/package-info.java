/// Sockets on the event loop: what a task reads and writes as if it blocked.
///
/// [Network] opens connections and listeners; a [Connection] is one end of a TCP connection. Both
/// stand on a [Descriptor], a non-blocking socket whose calls never suspend: there is one kind over
/// java.nio, which works everywhere, and one that calls Linux directly; [Sockets#of] gives the kind
/// that fits the loop's poller. Start reading at [Descriptor], then [Sockets].
package dev.spinneret.engine.io;
