package dev.spinneret.engine.loop;

/// Describes a failure that no caller gets.
///
/// @param message a sentence that says what failed
/// @param loop the loop of the callback, task or future
public record FailureContext(String message, EventLoop loop) {}
