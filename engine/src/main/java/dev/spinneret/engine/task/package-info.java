/// What a task does while it waits: sleep, wait, gather, shield, time out, and hand work to other
/// threads and processes.
///
/// [Tasks] has all of it; the other public types are what its methods return.
package dev.spinneret.engine.task;
