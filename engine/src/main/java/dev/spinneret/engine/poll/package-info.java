/// How a loop waits for the operating system: a [Poller] for each platform, and access to the C
/// library for that of Linux.
///
/// A [PollerKind] opens one. [NioPoller] works everywhere; [EpollPoller] calls Linux directly
/// through [Libc] and [NativeMemory], and [Spares] keep the memory of one call for the next. A
/// [SystemLibrary] has further functions to call that way. Programs with descriptors of their own,
/// such as a serial line, register them with the poller of their loop.
///
/// Knows nothing of loops and tasks: a poller calls back, and the callback decides what to
/// schedule.
package dev.spinneret.engine.poll;
