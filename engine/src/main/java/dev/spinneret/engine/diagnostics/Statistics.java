package dev.spinneret.engine.diagnostics;

/// What a loop has done so far and what is pending.
///
/// @param turnCount turns since the loop was created
/// @param handleCount callbacks and task steps that have run
/// @param createdTaskCount tasks that were created
/// @param liveTaskCount tasks that have not ended
/// @param readyCount callbacks and steps on the ready queue
/// @param timerCount timers that are set
public record Statistics(
    long turnCount,
    long handleCount,
    long createdTaskCount,
    int liveTaskCount,
    int readyCount,
    int timerCount) {}
