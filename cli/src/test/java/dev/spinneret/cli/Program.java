package dev.spinneret.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The finished jar, started by the launcher as people start it. Where a test runs before there is
/// a jar, the compiled classes take its place.
///
/// @param directory where it runs, and where what it says is kept
public record Program(Path directory) {
  private static final String JAR = System.getProperty("spinneret.jar", "");

  /// Variables that would change what a test shows.
  private static final Pattern HIDDEN =
      Pattern.compile("(?i).*_proxy|REQUEST_METHOD|SSL_CERT_(FILE|DIR)|SPINNERET_OPTS");

  /// What a process left.
  ///
  /// @param code its exit code
  /// @param out its standard output
  /// @param err its standard error
  public record Run(int code, String out, String err) {}

  /// Lays the launcher and the jar out as in a checkout, but without sources: with them the
  /// launcher would build when one of them is newer than the jar.
  public Program {
    try {
      var target = Files.createDirectories(directory.resolve("program/cli/target"));
      if (!JAR.isEmpty() && !Files.exists(target.resolve("spinneret.jar"))) {
        var jar = Path.of(JAR).toAbsolutePath();
        Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
        try (var caches = Files.newDirectoryStream(jar.getParent(), "spinneret-*.{aot,sum}")) {
          for (var cache : caches) {
            Files.createSymbolicLink(target.resolve(cache.getFileName()), cache);
          }
        }
        var launcher = directory.resolve("program/spinneret");
        Files.copy(Path.of("..", "spinneret"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(directory.resolve("spinneret"), launcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the jar is, and its cache of classes.
  Path target() {
    return directory.resolve("program/cli/target");
  }

  private List<String> command(String... args) {
    if (JAR.isEmpty()) {
      return builder(args).command();
    }
    var command = new ArrayList<>(List.of(directory.resolve("program/spinneret").toString()));
    command.addAll(List.of(args));
    return command;
  }

  /// Runs it with empty input.
  Run run(String... args) throws IOException, InterruptedException {
    return run(Map.of(), args);
  }

  /// Runs it with more variables in its environment.
  ///
  /// @param environment names and values
  /// @param args the words of the command line
  /// @return what it left
  /// @throws IOException if it cannot be started
  /// @throws InterruptedException if the test is interrupted
  public Run run(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(command(args));
    if (JAR.isEmpty()) {
      var options = environment.getOrDefault("SPINNERET_OPTS", "").split(" ");
      List.of(options).stream().filter(o -> !o.isEmpty()).forEach(o -> command.add(1, o));
    }
    return finish(new ProcessBuilder(command), environment);
  }

  /// Starts it; what it says goes nowhere.
  ///
  /// @param args the words of the command line
  /// @return the running process, of the launcher or of Java
  /// @throws IOException when it cannot be started
  Process start(String... args) throws IOException {
    return start(ProcessBuilder.Redirect.DISCARD, args);
  }

  /// Starts it with its standard output in a pipe, which the test has to read.
  ///
  /// @param args the words of the command line
  /// @return the running process, of the launcher or of Java
  /// @throws IOException when it cannot be started
  Process startPiped(String... args) throws IOException {
    return start(ProcessBuilder.Redirect.PIPE, args);
  }

  private Process start(ProcessBuilder.Redirect output, String... args) throws IOException {
    var builder = new ProcessBuilder(command(args)).directory(directory.toFile());
    builder.environment().put("SPINNERET_JAVA", System.getProperty("java.home"));
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Runs a line of bash, in which `spinneret` is the program.
  Run shell(String line) throws IOException, InterruptedException {
    return finish(new ProcessBuilder("bash", "-o", "pipefail", "-c", line), Map.of());
  }

  /// Runs Python, whose `pty` is the terminal that a test can read.
  Run python(String script, String... args) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("python3", "-c", script));
    command.addAll(command(args));
    return finish(new ProcessBuilder(command), Map.of());
  }

  /// Whether a program is on the `PATH`.
  static boolean isInstalled(String name) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
  }

  private Run finish(ProcessBuilder builder, Map<String, String> more)
      throws IOException, InterruptedException {
    var out = Files.createTempFile(directory, "out", "");
    var err = Files.createTempFile(directory, "err", "");
    var environment = builder.environment();
    environment.keySet().removeIf(name -> HIDDEN.matcher(name).matches());
    environment.putAll(more);
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

  /// The compiled classes, in a process of their own.
  ///
  /// @param args the words of the command line
  /// @return a process to be started
  public static ProcessBuilder builder(String... args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.spinneret.cli.Main"));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }
}
