/// An event loop in asyncio's words: handles, timers, futures, and tasks that are virtual threads.
///
/// Three nouns carry everything. A [Handle] is a callback that can be cancelled. A [Future] is a
/// value that will be. A [Task] is code that waits for futures: a virtual thread whose scheduler is
/// the loop, so that it may be written as if it blocked. [EventLoop] runs them one at a time on one
/// platform thread; start reading at its method `turn`, which is the specification of the whole.
///
/// The platform sits behind [Poller]. Nothing here knows sockets, URLs or HTTP.
package dev.spinneret.engine.loop;
