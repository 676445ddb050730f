/// Synchronisation and communication between tasks of one loop: [Semaphore], [Lock], [Event],
/// [Condition], [Barrier], [Queue] and [Channel], which serve tasks in order of arrival, and
/// [Producer] and [Generator], which produce items while another task consumes them.
///
/// Start reading at `WaitLine`, which defines how tasks wait in line; `Permits` is the core of
/// lock, semaphore and queue.
package dev.spinneret.engine.sync;
