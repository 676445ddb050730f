package dev.spinneret.engine.loop;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The life of one task, as the Flight Recorder keeps it.
@Name("dev.spinneret.Task")
@Label("Task")
@Category({"Spinneret", "Event Loop"})
@Description("A task from its first step to its end")
@StackTrace(false)
final class TaskEvent extends Event {
  @Label("Name")
  String name = "";

  @Label("Outcome")
  @Description("done, failed or cancelled")
  String outcome = "";

  void end(Task<?> task) {
    end();
    if (shouldCommit()) {
      name = task.name();
      outcome = task.isCancelled() ? "cancelled" : task.hasFailed() ? "failed" : "done";
      commit();
    }
  }
}
