/// The operations of tasks: sleep, wait, gather, shield, time out, and run work on other threads
/// and in other processes.
///
/// All are methods of [Tasks]; the other public types are their arguments and results.
package dev.spinneret.engine.task;
