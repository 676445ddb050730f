package dev.spinneret.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The finished jar, started by the launcher as people start it.
///
/// @param directory where it runs, and where what it says is kept
record Program(Path directory) {
  /// What a process left.
  ///
  /// @param code its exit code
  record Run(int code, String out, String err) {}

  /// Lays the launcher and the jar out as in a checkout, but without sources: with them the
  /// launcher would build when one of them is newer than the jar.
  Program {
    try {
      var target = Files.createDirectories(directory.resolve("program/cli/target"));
      if (!Files.exists(target.resolve("spinneret.jar"))) {
        for (var file : List.of(jar(), jar().resolveSibling("spinneret.jsa"))) {
          Files.createSymbolicLink(target.resolve(file.getFileName()), file);
        }
        var launcher = directory.resolve("program/spinneret");
        Files.copy(Path.of("..", "spinneret"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(directory.resolve("spinneret"), launcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    return Path.of(System.getProperty("spinneret.jar")).toAbsolutePath();
  }

  private List<String> command(String... args) {
    var command = new ArrayList<>(List.of(directory.resolve("program/spinneret").toString()));
    command.addAll(List.of(args));
    return command;
  }

  /// Runs it with empty input.
  Run run(String... args) throws IOException, InterruptedException {
    return finish(new ProcessBuilder(command(args)));
  }

  /// Runs a line of bash, in which `spinneret` is the program.
  Run shell(String line) throws IOException, InterruptedException {
    return finish(new ProcessBuilder("bash", "-o", "pipefail", "-c", line));
  }

  /// Runs Python, whose `pty` is the terminal that a test can read.
  Run python(String script, String... args) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("python3", "-c", script));
    command.addAll(command(args));
    return finish(new ProcessBuilder(command));
  }

  /// Whether a program is on the `PATH`.
  static boolean isInstalled(String name) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
  }

  private Run finish(ProcessBuilder builder) throws IOException, InterruptedException {
    var out = Files.createTempFile(directory, "out", "");
    var err = Files.createTempFile(directory, "err", "");
    var environment = builder.environment();
    environment.put("HOME", directory.toString());
    environment.put("SPINNERET_JAVA", System.getProperty("java.home"));
    environment.merge(
        "PATH", directory.resolve("program").toString(), (old, own) -> own + ":" + old);
    var process =
        builder
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("hangs: " + builder.command() + "\n" + Files.readString(err));
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
