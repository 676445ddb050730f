/// Work in other Java processes: a [ProcessPool] starts them, sends each one piece of work at a
/// time, and kills a process to cancel its work.
///
/// Start reading at [ProcessPool]; `WorkerMain` is the program of a worker. Knows the loop, but no
/// sockets.
package dev.spinneret.engine.pool;
