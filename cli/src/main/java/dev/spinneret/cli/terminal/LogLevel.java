package dev.spinneret.cli.terminal;

/// How much is logged on standard error; each level includes those before it.
public enum LogLevel {
  /// Why a run could not go on.
  ERROR,
  /// What was left out, such as a line that is no URL.
  WARNING,
  /// Each URL that failed or that a server does not have.
  INFO,
  /// Each URL that was not requested, each change of a host's limit, and steps that kept the event
  /// loop waiting.
  DEBUG
}
