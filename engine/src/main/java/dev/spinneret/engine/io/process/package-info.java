/// Processes on the event loop.
///
/// [Subprocess] starts a program or a shell command, with [ProcessOptions] for its streams,
/// directory and environment. The JDK starts the process and reaps it. With epoll, the pipes are
/// descriptors of the loop; with java.nio, each needs a thread (see `engine.io.pipe`). Start
/// reading at [Subprocess].
package dev.spinneret.engine.io.process;
