package dev.spinneret.engine.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A callback or a step of a task, as recorded by the Flight Recorder: by default those that take
/// more than 10 ms. Public for the loop only.
@Name("dev.spinneret.Step")
@Label("Step")
@Category({"Spinneret", "Event Loop"})
@Description("A callback or a step of a task that held the event loop")
@Threshold("10 ms")
@StackTrace(false)
public final class StepEvent extends Event {
  @Label("Task")
  @Description("The name of the task; empty for a callback")
  String task = "";

  /// Creates an event that has not begun.
  public StepEvent() {}

  /// Ends the step. Called on the loop's thread, which the event names.
  ///
  /// @param taskName the name of the task; empty for a callback
  public void end(String taskName) {
    end();
    if (shouldCommit()) {
      new HandoverEvent().commit();
      task = taskName;
      commit();
    }
  }
}
