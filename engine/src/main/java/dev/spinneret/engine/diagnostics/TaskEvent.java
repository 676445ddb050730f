package dev.spinneret.engine.diagnostics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The life of a task, as recorded by the Flight Recorder. Public for the loop only.
@Name("dev.spinneret.Task")
@Label("Task")
@Category({"Spinneret", "Event Loop"})
@Description("A task from its first step to its end")
@StackTrace(false)
public final class TaskEvent extends Event {
  @Label("Name")
  String name = "";

  @Label("Outcome")
  @Description("done, failed or cancelled")
  String outcome = "";

  /// Creates an event that has not begun.
  public TaskEvent() {}

  /// Ends and commits the event.
  ///
  /// @param taskName the name of the task
  /// @param taskOutcome done, failed or cancelled
  public void end(String taskName, String taskOutcome) {
    end();
    if (shouldCommit()) {
      name = taskName;
      outcome = taskOutcome;
      commit();
    }
  }
}
