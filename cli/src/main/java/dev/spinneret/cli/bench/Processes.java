package dev.spinneret.cli.bench;

import dev.spinneret.cli.terminal.StandardOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Starts this program again, in processes of its own with the same JVM flags for each, but for
/// what [#runOptimised] says.
public final class Processes {
  private Processes() {}

  /// The command line of a new process: the same Java with the same flags, where this process runs
  /// from its jar; else (in a test) the same classes with the flags that the jar's manifest stands
  /// for.
  static List<String> command(List<String> args) {
    var own = List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    var jar = own.indexOf("-jar");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (jar >= 0 && jar + 1 < own.size() && isOurs(own.get(jar + 1))) {
      command.addAll(own.subList(0, jar + 2));
      command.removeIf(flag -> flag.startsWith("-D" + StandardOutput.PROPERTY + "="));
    } else {
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-Xlog:disable",
              "-Xlog:all=warning,cds=off,cds+dynamic=off,class+path=off:stderr",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              "dev.spinneret.cli.Main"));
    }
    command.addAll(args);
    return command;
  }

  /// Whether this program was loaded from a jar.
  private static boolean isOurs(String jar) {
    var source = Processes.class.getProtectionDomain().getCodeSource();
    try {
      return source != null
          && Path.of(source.getLocation().toURI()).toRealPath().equals(Path.of(jar).toRealPath());
    } catch (URISyntaxException | IOException _) {
      return false;
    }
  }

  /// Starts a sample web and waits until it listens.
  ///
  /// @param flags of `serve`
  /// @throws IOException if it does not come up
  public static Origin serve(List<String> flags) throws IOException {
    var args = new ArrayList<String>();
    args.add("serve");
    args.addAll(flags);
    var process =
        new ProcessBuilder(command(args)).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    var said =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    var line = said.readLine();
    if (line == null || !line.startsWith("listening on ")) {
      process.destroy();
      throw new IOException("the sample web did not come up: " + line);
    }
    return new Origin(line.substring("listening on ".length()), process);
  }

  /// A sample web in a process of its own.
  ///
  /// @param url where it starts
  /// @param process serves it
  public record Origin(String url, Process process) implements AutoCloseable {
    @Override
    public void close() {
      process.destroy();
    }
  }

  /// Runs the program to its end.
  ///
  /// @throws IOException if it fails, with what it said
  public static String run(List<String> args) throws IOException {
    var process =
        new ProcessBuilder(command(args)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    try (var out = process.getInputStream()) {
      var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      awaitSuccess(process, args);
      return text;
    }
  }

  /// Runs the program to its end with the compilers that the JVM has by default or that the person
  /// who typed chose, not with those that the launcher chose for crawls; all other flags are the
  /// same.
  ///
  /// @param onLine gets each line of its standard output as it comes
  /// @throws IOException if it fails, with what it said
  public static void runOptimised(List<String> args, Consumer<String> onLine) throws IOException {
    var command = JvmFlags.withoutLaunchersCompilers(command(args));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      out.lines().forEach(onLine);
      awaitSuccess(process, args);
    } finally {
      process.destroy();
    }
  }

  private static void awaitSuccess(Process process, List<String> args) throws IOException {
    try {
      var code = process.waitFor();
      if (code != 0) {
        // The arguments may hold secrets; what was wrong stands on standard error.
        throw new IOException("%s ended with %d".formatted(args.getFirst(), code));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
