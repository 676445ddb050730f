package dev.spinneret.engine.loop;

import org.jspecify.annotations.Nullable;

/// Where a failure happened that nobody else sees.
///
/// @param message a sentence for people
/// @param loop whose callback, task or future it was
/// @param future the task or future that failed, if it was one and still exists
public record FailureContext(String message, EventLoop loop, @Nullable Future<?> future) {}
