package dev.spinneret.engine.io.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// What a process gave until its end.
///
/// @param exitCode as [Subprocess#waitFor] gives it
/// @param stdout its standard output; empty where that was no stream
/// @param stderr its standard error; empty where that was no stream
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
