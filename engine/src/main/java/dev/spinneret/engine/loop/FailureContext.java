package dev.spinneret.engine.loop;

import org.jspecify.annotations.Nullable;

/// Describes a failure that no caller gets.
///
/// @param message a sentence that says what failed
/// @param loop the loop of the callback, task or future
/// @param future the task or future that failed, if there is one and it still exists
public record FailureContext(String message, EventLoop loop, @Nullable Future<?> future) {}
