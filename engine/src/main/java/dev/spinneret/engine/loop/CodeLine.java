package dev.spinneret.engine.loop;

import java.util.Set;

/// The line of a stack that people want to see: the innermost that is neither the JDK's nor the
/// loop's own.
final class CodeLine {
  private static final Set<String> MACHINERY =
      Set.of(
          "Barrier",
          "Channel",
          "Condition",
          "Event",
          "EventLoop",
          "Future",
          "Handle",
          "Lock",
          "Permits",
          "Queue",
          "Semaphore",
          "Task",
          "TaskGroup",
          "Tasks",
          "Timeout",
          "Wait");

  private CodeLine() {}

  /// The line.
  ///
  /// @param stack innermost frame first
  /// @return such as `example.Main.run(Main.java:12)`
  static String of(StackTraceElement[] stack) {
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
    String ours = CodeLine.class.getPackageName() + ".";
    if (!className.startsWith(ours)) {
      return false;
    }
    int nested = className.indexOf('$');
    return MACHINERY.contains(
        className.substring(ours.length(), nested < 0 ? className.length() : nested));
  }
}
