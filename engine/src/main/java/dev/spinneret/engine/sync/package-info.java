/// What stands between tasks: [Semaphore], [Lock], [Event], [Condition], [Barrier], [Queue] and
/// [Channel], all first come, first served, and [Producer] and [Generator], which make items while
/// another task takes them.
///
/// Start reading at `WaitLine`, which says how tasks wait in line; `Permits` is the core of lock,
/// semaphore and queue. All are for tasks of one loop.
package dev.spinneret.engine.sync;
