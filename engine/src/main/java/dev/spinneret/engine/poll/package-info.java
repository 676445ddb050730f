/// How a loop waits for the system: a [Poller] for each platform, and the calls of the C library
/// that those of Linux are made of.
///
/// A [PollerKind] opens one. [NioPoller] works everywhere; [EpollPoller] calls Linux directly, by
/// means of [Libc] and [NativeMemory]. Programs that have descriptors of their own, such as a
/// serial line, register them with the poller of their loop.
///
/// Knows nothing of loops and tasks: a poller calls back, and the callback decides what to
/// schedule.
package dev.spinneret.engine.poll;
