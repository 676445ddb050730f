/// Pipes on the event loop: FIFOs, inherited descriptors, and the streams of processes.
///
/// [Pipes] connects one end to a protocol or a stream. With epoll, the descriptor itself is
/// registered. The JDK cannot open pipes in non-blocking mode, so with java.nio a `Bridge`, which
/// is a thread, moves bytes between the blocking end and a pipe of java.nio that is registered with
/// the selector. That pipe bounds what is in transit (64 KiB on Linux). Start reading at [Pipes].
package dev.spinneret.engine.io.pipe;
