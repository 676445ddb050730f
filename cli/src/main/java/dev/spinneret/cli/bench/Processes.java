package dev.spinneret.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts this program again, in processes of its own with the same heap and collector for each.
public final class Processes {
  private static final String HEAP = "-Xmx1g";

  private Processes() {}

  /// The command line of a new process.
  ///
  /// @param args of the program
  /// @return with the same Java and the same classes as this process
  static List<String> command(List<String> args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            HEAP,
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-Xlog:all=warning,cds=off,cds+dynamic=off,class+path=off:stderr",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.spinneret.cli.Main"));
    command.addAll(args);
    return command;
  }

  /// Starts a sample web and waits until it listens.
  ///
  /// @param flags of `serve`
  /// @return the running process
  /// @throws IOException when it does not come up
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
  /// @param args of the program
  /// @return its standard output
  /// @throws IOException when it fails, with what it said
  static String run(List<String> args) throws IOException {
    var process =
        new ProcessBuilder(command(args)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    try (var out = process.getInputStream()) {
      var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      var code = process.waitFor();
      if (code != 0) {
        throw new IOException("%s ended with %d".formatted(String.join(" ", args), code));
      }
      return text;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
