package dev.spinneret.engine.pool;

import dev.spinneret.engine.jdk.JdkAccess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that starts a worker process: the same Java, class path, module path and flags as
/// this process.
final class WorkerCommand {
  /// Prefixes of flags that two processes cannot share, or that select the program to run.
  private static final List<String> OWN =
      List.of(
          "-agentlib:jdwp",
          "-Xrunjdwp",
          "-Dcom.sun.management.",
          "-Djava.class.path=",
          "-Djdk.module.",
          "--module-path=",
          "-XX:AOT",
          "-XX:ArchiveClassesAtExit",
          "-XX:StartFlightRecording",
          "-XX:FlightRecorderOptions");

  private WorkerCommand() {}

  static List<String> of(ProcessPoolOptions options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inheritedFlags(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    // With java -jar these are in the manifest, which does not apply to another main class.
    var target = JdkAccess.moduleInFlags();
    command.add("--add-opens=java.base/java.lang=" + target);
    command.add("--enable-native-access=" + target);
    command.addAll(options.flags());
    var classPath = System.getProperty("java.class.path", "");
    if (!classPath.isEmpty()) {
      command.addAll(List.of("--class-path", classPath));
    }
    var module = WorkerMain.class.getModule();
    if (module.isNamed()) {
      var program = System.getProperty("jdk.module.main", "ALL-MODULE-PATH");
      command.addAll(
          List.of(
              "--module-path",
              System.getProperty("jdk.module.path", ""),
              "--add-modules",
              program,
              "--module",
              module.getName() + "/" + WorkerMain.class.getName()));
    } else {
      command.add(WorkerMain.class.getName());
    }
    return command;
  }

  /// The flags of a process that its workers share.
  static List<String> inheritedFlags(List<String> flags) {
    return flags.stream()
        .filter(flag -> OWN.stream().noneMatch(flag::startsWith))
        .filter(flag -> !(flag.startsWith("-Xlog:") && flag.contains("file=")))
        .toList();
  }
}
