package dev.spinneret.engine.io;

/// How a server listens.
///
/// @param backlog how many connections may wait to be accepted; the system may lower it
/// @param reusePort whether several listeners may share the port; the system then distributes the
///   connections
public record ServerOptions(int backlog, boolean reusePort) {
  /// A backlog of 100, and a port that is not shared.
  public static final ServerOptions DEFAULT = new ServerOptions(100, false);

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if `backlog` is less than 1
  public ServerOptions {
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog " + backlog + ": 1 or more is allowed");
    }
  }
}
