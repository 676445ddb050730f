/// What a loop reports about itself: a [TaskDump] of its tasks, its [Statistics], and events for
/// the Flight Recorder.
///
/// This package has only values and event types; the loop fills them.
package dev.spinneret.engine.diagnostics;
