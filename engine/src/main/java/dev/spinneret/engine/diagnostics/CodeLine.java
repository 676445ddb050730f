package dev.spinneret.engine.diagnostics;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The line of code that a stack trace is reported as: the innermost frame that belongs neither to
/// the JDK nor to the loop itself. Public for the loop only.
public final class CodeLine {
  private static final String ENGINE = "dev.spinneret.engine.";

  /// The classes whose frames are between the code of a task and the point where it waits.
  private static final Set<String> MACHINERY =
      Stream.of(
              "loop.CancelScope",
              "loop.EventLoop",
              "loop.Future",
              "loop.Handle",
              "loop.Task",
              "loop.TaskGroup",
              "loop.Timeout",
              "sync.Barrier",
              "sync.Channel",
              "sync.Condition",
              "sync.Event",
              "sync.Lock",
              "sync.Permits",
              "sync.Queue",
              "sync.Semaphore",
              "task.Tasks",
              "task.Wait")
          .map(ENGINE::concat)
          .collect(Collectors.toUnmodifiableSet());

  private CodeLine() {}

  /// The line of code of a stack trace.
  ///
  /// @param stack innermost frame first
  /// @return such as `example.Main.run(Main.java:12)`
  public static String of(StackTraceElement[] stack) {
    for (var frame : stack) {
      if (!isMachinery(frame.getClassName())) {
        return frame.getClassName()
            + "."
            + frame.getMethodName()
            + "("
            + frame.getFileName()
            + ":"
            + frame.getLineNumber()
            + ")";
      }
    }
    return "an unknown line";
  }

  private static boolean isMachinery(String className) {
    if (className.startsWith("java.") || className.startsWith("jdk.")) {
      return true;
    }
    int end = className.indexOf('$');
    return MACHINERY.contains(end < 0 ? className : className.substring(0, end));
  }
}
