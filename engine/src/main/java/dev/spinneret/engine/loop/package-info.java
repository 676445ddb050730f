/// An event loop with asyncio's concepts: handles, timers, futures, and tasks that are virtual
/// threads.
///
/// Three classes are fundamental. A [Handle] is a callback that can be cancelled. A [Future] is a
/// value that becomes available later. A [Task] is code that waits for futures: a virtual thread
/// whose scheduler is the loop, so that it is written as if it blocked. [EventLoop] runs them one
/// at a time on one platform thread. Start reading at the method `turn` of `LoopCore`, which
/// defines what a loop does; then [Future], then [Task].
///
/// A [TaskGroup] runs tasks that end together, a [Timeout] limits the time of a part of a task's
/// code, and a [CancelScope] cancels one. [DebugOptions] configure debug mode. A [LoopGroup] runs
/// several loops, one per core.
///
/// Below this package, `engine.poll` waits for the operating system, and `engine.diagnostics` has
/// what a loop reports about itself. Above it, `engine.task` has the operations of tasks, such as
/// sleep and gather, `engine.sync` the locks, queues and channels, and `engine.pool` worker
/// processes.
///
/// The names are asyncio's, even if `java.util.concurrent` has the same ones: `Future`,
/// `Semaphore`, `Queue`, `Lock`, `Condition`. People who know asyncio recognise them, and most
/// files need one kind only: these are for tasks of one loop, serve tasks in order of arrival, and
/// throw [Cancelled] when the task is cancelled; those of the JDK also work in tasks, for what
/// tasks share with other threads. Import them one by one, and the compiler reports a mix-up.
///
/// Nothing here knows sockets, URLs or HTTP.
package dev.spinneret.engine.loop;
