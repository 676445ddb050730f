package dev.spinneret.engine.io.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// The exit code and the output of a process.
///
/// @param exitCode the result of [Subprocess#waitFor]
/// @param stdout its standard output; empty if that was not a stream
/// @param stderr its standard error; empty if that was not a stream
public record ProcessOutput(int exitCode, ByteBuffer stdout, ByteBuffer stderr) {

  /// The standard output as text.
  ///
  /// @return decoded as UTF-8
  public String stdoutText() {
    return UTF_8.decode(stdout.duplicate()).toString();
  }

  /// The standard error as text.
  ///
  /// @return decoded as UTF-8
  public String stderrText() {
    return UTF_8.decode(stderr.duplicate()).toString();
  }
}
