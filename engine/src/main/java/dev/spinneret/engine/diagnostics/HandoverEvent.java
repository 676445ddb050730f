package dev.spinneret.engine.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Committed before each [StepEvent], to be lost in its place.
///
/// A platform thread and the virtual threads that it carries share one event writer. In JDK 25, the
/// first event that a platform thread writes after one of its virtual threads has written one is
/// dropped, and every task writes a [TaskEvent] at its end. If nothing is dropped, this event is in
/// the recording and has no further meaning.
@Name("dev.spinneret.Handover")
@Label("Handover")
@Category({"Spinneret", "Event Loop"})
@Description(
    "Written by the event loop's thread before a step, because the JDK may drop the first event"
        + " after a task's")
@StackTrace(false)
final class HandoverEvent extends Event {}
