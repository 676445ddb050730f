package dev.spinneret.engine.io.process;

import dev.spinneret.engine.io.stream.StreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a process.
///
/// @param stdin the source of its standard input; [Redirect#PIPE] makes it a stream
/// @param stdout where its standard output goes
/// @param stderr where its standard error goes
/// @param mergesErrors whether standard error goes to standard output; `stderr` is then ignored
/// @param directory its working directory; null for that of this process
/// @param environment its whole environment; null for that of this process
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

  /// The same options with another standard input.
  ///
  /// @param from such as [Redirect#INHERIT], or [Redirect#from] of a file
  /// @return a copy
  public ProcessOptions withStdin(Redirect from) {
    return new ProcessOptions(
        from, stdout, stderr, mergesErrors, directory, environment, limitBytes);
  }

  /// The same options with another standard output.
  ///
  /// @param to such as [Redirect#DISCARD], or [Redirect#to] of a file
  /// @return a copy
  public ProcessOptions withStdout(Redirect to) {
    return new ProcessOptions(stdin, to, stderr, mergesErrors, directory, environment, limitBytes);
  }

  /// The same options with another standard error.
  ///
  /// @param to such as [Redirect#DISCARD], or [Redirect#to] of a file
  /// @return a copy
  public ProcessOptions withStderr(Redirect to) {
    return new ProcessOptions(stdin, stdout, to, mergesErrors, directory, environment, limitBytes);
  }

  /// The same options with standard error merged into standard output.
  ///
  /// @return a copy
  public ProcessOptions withMergedErrors() {
    return new ProcessOptions(stdin, stdout, stderr, true, directory, environment, limitBytes);
  }

  /// The same options with another directory.
  ///
  /// @param folder the working directory
  /// @return a copy
  public ProcessOptions withDirectory(Path folder) {
    return new ProcessOptions(stdin, stdout, stderr, mergesErrors, folder, environment, limitBytes);
  }

  /// The same options with another environment.
  ///
  /// @param variables the whole environment
  /// @return a copy
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
