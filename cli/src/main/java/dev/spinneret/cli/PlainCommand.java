package dev.spinneret.cli;

import java.util.concurrent.Callable;

/// A command that a plain line can fill in.
interface PlainCommand extends PlainFlags, Callable<Integer> {
  /// Runs the command.
  ///
  /// @return the exit code
  @Override
  Integer call();
}
