/// An event loop in asyncio's words: handles, timers, futures, and tasks that are virtual threads.
///
/// Three nouns carry everything. A [Handle] is a callback that can be cancelled. A [Future] is a
/// value that is not there yet. A [Task] is code that waits for futures: a virtual thread whose
/// scheduler is the loop, so that it may be written as if it blocked. [EventLoop] runs them one at
/// a time on one platform thread. Start reading at the method `turn` of `LoopCore`, which is the
/// specification of the whole; then [Future], then [Task].
///
/// A [TaskGroup] keeps tasks together; a [Timeout] limits a piece of a task's code in time, and a
/// [CancelScope] cancels one for good. [DebugOptions] say what debug mode watches. A [LoopGroup]
/// runs one loop for each core.
///
/// The rooms around this one: `engine.poll` waits for the system, and `engine.diagnostics` has what
/// a loop reports about itself. Above it, `engine.task` has what tasks do while they wait,
/// `engine.sync` the locks, queues and channels between them, and `engine.pool` the processes that
/// compute for them.
///
/// The names are asyncio's, also where `java.util.concurrent` has the same: `Future`, `Semaphore`,
/// `Queue`, `Lock`, `Condition`. People who know asyncio find what they know, and most files need
/// one kind only: these are for tasks of one loop, first come, first served, and end with
/// [Cancelled] when the task does; those of the JDK work in tasks as well, and are for what tasks
/// share with other threads. Import them one by one, and the compiler reports a mix.
///
/// Nothing here knows sockets, URLs or HTTP.
package dev.spinneret.engine.loop;
