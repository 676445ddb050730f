/// Sockets on the event loop: what a task reads and writes as if it blocked.
///
/// [Network] opens connections and listeners; a [Connection] is one end of a TCP connection. The
/// java.nio versions work everywhere.
package dev.spinneret.engine.io;
