/// What a loop reports about itself: a [TaskDump] of its tasks, its [Statistics], and the events of
/// the Flight Recorder.
///
/// Values and event types alone; the loop fills them. [CodeLine], [StepEvent] and [TaskEvent] are
/// public for the loop only.
package dev.spinneret.engine.diagnostics;
