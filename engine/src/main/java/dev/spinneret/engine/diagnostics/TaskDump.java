package dev.spinneret.engine.diagnostics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A snapshot of the unfinished tasks of a loop, and which task waits for which.
/// `EventLoop.taskDump` takes it.
///
/// @param tasks the oldest first
public record TaskDump(List<TaskState> tasks) {

  /// The dump as text: each task below the one that waits for it.
  ///
  /// @return one line a task
  public String text() {
    var byName = new LinkedHashMap<String, TaskState>();
    tasks.forEach(task -> byName.put(task.name(), task));
    var awaited = new HashSet<String>();
    tasks.forEach(task -> awaited.addAll(task.tasks()));
    var out = new StringBuilder();
    var written = new HashSet<String>();
    for (var task : tasks) {
      if (!awaited.contains(task.name())) {
        write(task, "", byName, written, out);
      }
    }
    // The rest wait for each other in a circle.
    for (var task : tasks) {
      if (!written.contains(task.name())) {
        out.append("a circle of tasks that wait for each other:\n");
        write(task, "  ", byName, written, out);
      }
    }
    return out.toString();
  }

  private static void write(
      TaskState task,
      String indent,
      Map<String, TaskState> byName,
      Set<String> written,
      StringBuilder out) {
    out.append(indent).append(task.name()).append("  ");
    if (!written.add(task.name())) {
      out.append("(see above)\n");
      return;
    }
    out.append(word(task.state()));
    if (!task.waitsFor().isEmpty()) {
      out.append(" for ").append(task.waitsFor());
    }
    if (!task.line().isEmpty()) {
      out.append(", at ").append(task.line());
    }
    out.append('\n');
    for (var name : task.tasks()) {
      var next = byName.get(name);
      if (next != null) {
        write(next, indent + "  ", byName, written, out);
      }
    }
  }

  /// The dump as JSON.
  ///
  /// @return a JSON array of objects with `name`, `state`, `waits_for`, `tasks` and `line`
  public String json() {
    var objects = new ArrayList<String>();
    for (var task : tasks) {
      objects.add(
          "{\"name\":"
              + quote(task.name())
              + ",\"state\":"
              + quote(word(task.state()))
              + ",\"waits_for\":"
              + quote(task.waitsFor())
              + ",\"tasks\":["
              + String.join(",", task.tasks().stream().map(TaskDump::quote).toList())
              + "],\"line\":"
              + quote(task.line())
              + "}");
    }
    return "[" + String.join(",", objects) + "]";
  }

  private static String word(TaskState.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String quote(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
