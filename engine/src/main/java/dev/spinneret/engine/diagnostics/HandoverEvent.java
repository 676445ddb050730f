package dev.spinneret.engine.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The loop's thread writes for itself again, after a task may have: committed before each
/// [StepEvent], to be lost in its place.
///
/// A platform thread and the virtual threads that it carries share one writer of events. In the JDK
/// 25, the first event that a platform thread writes after a virtual thread on it wrote one is
/// dropped; and every task writes one at its end, the [TaskEvent]. Where nothing is dropped, this
/// event stands in the recording and says nothing more.
@Name("dev.spinneret.Handover")
@Label("Handover")
@Category({"Spinneret", "Event Loop"})
@Description("The event loop's thread writes events again after a task; precedes a step")
@StackTrace(false)
final class HandoverEvent extends Event {}
