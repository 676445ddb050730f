/// Processes on the event loop: started, fed, read and awaited by tasks.
///
/// [Subprocess] starts a program or a shell's command, with [ProcessOptions] that say where its
/// three standard streams lead. The JDK starts the process and reaps it, so that no zombie stays;
/// the pipes are this loop's own descriptors over epoll, and go through a thread each over java.nio
/// (see `engine.io.pipe`). Start reading at [Subprocess].
package dev.spinneret.engine.io.process;
