package dev.spinneret.engine.loop;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// One callback or step of a task, as the Flight Recorder keeps it: by default those that take more
/// than 10 ms.
@Name("dev.spinneret.Step")
@Label("Step")
@Category({"Spinneret", "Event Loop"})
@Description("A callback or a step of a task that held the event loop")
@Threshold("10 ms")
@StackTrace(false)
final class StepEvent extends Event {
  @Label("Task")
  @Description("The name of the task; empty for a callback")
  String task = "";

  /// Ends the step. Called on the loop's thread, which the event names.
  void end(Handle handle) {
    end();
    if (shouldCommit()) {
      new HandoverEvent().commit();
      task = handle instanceof Step step ? step.task().name() : "";
      commit();
    }
  }
}
