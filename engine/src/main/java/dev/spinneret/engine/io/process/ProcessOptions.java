package dev.spinneret.engine.io.process;

import dev.spinneret.engine.io.stream.StreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a process is started.
///
/// @param stdin where its standard input comes from: [Redirect#PIPE] makes it a stream
/// @param stdout where its standard output goes
/// @param stderr where its standard error goes
/// @param mergesErrors whether standard error goes where standard output goes; `stderr` then does
///   not count
/// @param directory where it runs; null for where this process runs
/// @param environment all of its environment; null for that of this process
/// @param limitBytes the limit of each [StreamReader]
public record ProcessOptions(
    Redirect stdin,
    Redirect stdout,
    Redirect stderr,
    boolean mergesErrors,
    @Nullable Path directory,
    @Nullable Map<String, String> environment,
    int limitBytes) {

  /// All three are streams; directory and environment are those of this process.
  public static final ProcessOptions DEFAULT =
      new ProcessOptions(
          Redirect.PIPE,
          Redirect.PIPE,
          Redirect.PIPE,
          false,
          null,
          null,
          StreamReader.DEFAULT_LIMIT_BYTES);

  /// Checks the limit, and copies the environment.
  ///
  /// @throws IllegalArgumentException if `limitBytes` is less than 1
  public ProcessOptions {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("limit " + limitBytes + ": 1 or more is allowed");
    }
    environment = environment == null ? null : Map.copyOf(environment);
  }

  /// The same with another standard input.
  ///
  /// @param from such as [Redirect#INHERIT], or [Redirect#from] of a file
  /// @return other options
  public ProcessOptions withStdin(Redirect from) {
    return new ProcessOptions(
        from, stdout, stderr, mergesErrors, directory, environment, limitBytes);
  }

  /// The same with another standard output.
  ///
  /// @param to such as [Redirect#DISCARD], or [Redirect#to] of a file
  /// @return other options
  public ProcessOptions withStdout(Redirect to) {
    return new ProcessOptions(stdin, to, stderr, mergesErrors, directory, environment, limitBytes);
  }

  /// The same with another standard error.
  ///
  /// @param to such as [Redirect#DISCARD], or [Redirect#to] of a file
  /// @return other options
  public ProcessOptions withStderr(Redirect to) {
    return new ProcessOptions(stdin, stdout, to, mergesErrors, directory, environment, limitBytes);
  }

  /// The same with standard error in standard output.
  ///
  /// @return other options
  public ProcessOptions withMergedErrors() {
    return new ProcessOptions(stdin, stdout, stderr, true, directory, environment, limitBytes);
  }

  /// The same in another directory.
  ///
  /// @param folder where the process runs
  /// @return other options
  public ProcessOptions withDirectory(Path folder) {
    return new ProcessOptions(stdin, stdout, stderr, mergesErrors, folder, environment, limitBytes);
  }

  /// The same with another environment.
  ///
  /// @param variables all of them
  /// @return other options
  public ProcessOptions withEnvironment(Map<String, String> variables) {
    return new ProcessOptions(
        stdin, stdout, stderr, mergesErrors, directory, variables, limitBytes);
  }

  ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.redirectInput(stdin).redirectOutput(stdout).redirectError(stderr);
    builder.redirectErrorStream(mergesErrors);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    if (environment != null) {
      builder.environment().clear();
      builder.environment().putAll(environment);
    }
    return builder;
  }

  boolean pipesInput() {
    return stdin.equals(Redirect.PIPE);
  }

  boolean pipesOutput() {
    return stdout.equals(Redirect.PIPE);
  }

  boolean pipesErrors() {
    return stderr.equals(Redirect.PIPE) && !mergesErrors;
  }
}
