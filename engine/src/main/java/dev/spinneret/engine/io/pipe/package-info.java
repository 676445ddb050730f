/// Pipes on the event loop: FIFOs, descriptors that were inherited, the ends of a process.
///
/// [Pipes] connects one end to a protocol or a stream. Over epoll the descriptor itself is
/// registered. Java has no pipe that does not block, so over java.nio a thread stands between: a
/// `Bridge` moves bytes between the blocking end and a pipe of java.nio, which the selector knows
/// and which bounds what is under way (64 KiB on Linux). Start reading at [Pipes].
package dev.spinneret.engine.io.pipe;
