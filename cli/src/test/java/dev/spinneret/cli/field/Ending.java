package dev.spinneret.cli.field;

/// What a site does to the connection after a reply.
public enum Ending {
  /// Waits for the next request.
  KEEP,
  /// Ends it in order, TLS with close_notify.
  CLOSE,
  /// Ends TCP in order, and TLS without close_notify.
  CUT,
  /// Resets it.
  RESET,
  /// Says nothing more, until the client leaves.
  SILENCE
}
