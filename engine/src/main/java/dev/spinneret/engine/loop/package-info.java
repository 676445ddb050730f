/// An event loop in asyncio's words: handles, timers, futures, and tasks that are virtual threads.
///
/// Three nouns carry everything. A [Handle] is a callback that can be cancelled. A [Future] is a
/// value that will be. A [Task] is code that waits for futures: a virtual thread whose scheduler is
/// the loop, so that it may be written as if it blocked. [EventLoop] runs them one at a time on one
/// platform thread. Start reading at the method `turn` of `Turns`, which is the specification of
/// the whole; then [Future], then [Task].
///
/// What tasks do while they wait stands in [Tasks]: sleep, gather, wait, shield, and [Timeout]. A
/// [TaskGroup] keeps tasks together; a [CancelScope] cancels a piece of code for good. Between
/// tasks stand [Semaphore], [Lock], [Event], [Condition], [Barrier], [Queue], [Channel] and
/// [Producer], all first come, first served: `WaitLine` says how.
///
/// A [Generator] is sent values by whoever takes what it yields. What blocks or computes for long
/// goes to the loop's threads or to other Java processes, see [Tasks#toThread] and [ProcessPool].
///
/// [TaskDump] tells who waits for whom, [Statistics] what the loop has done, [DebugOptions] what
/// debug mode watches; the Flight Recorder gets long steps and the lives of tasks. A [LoopGroup]
/// runs one loop a core.
///
/// The names are asyncio's, also where `java.util.concurrent` has the same: [Future], [Semaphore],
/// [Queue], [Lock], [Condition]. Whoever knows asyncio finds what they know, and most files need
/// one kind only: these are for tasks of one loop, first come, first served, and end with
/// [Cancelled] when the task does; those of the JDK work in tasks as well, and are for what tasks
/// share with other threads. Import them one by one, and the compiler reports a mix.
///
/// The platform sits behind [Poller]. Nothing here knows sockets, URLs or HTTP.
package dev.spinneret.engine.loop;
