package dev.spinneret.engine.loop;

/// Thrown at a suspension point of a task that was asked to end.
///
/// Whoever awaits the task gets the same object. It stands outside [Exception] so that `catch
/// (Exception e)` does not swallow it. Code that catches it to clean up should throw it again; a
/// task that catches it and returns has the result that it returns.
public final class Cancelled extends Error {
  private static final long serialVersionUID = 1;

  /// Creates the signal.
  public Cancelled() {
    super("cancelled");
  }

  /// Creates the signal for a task whose wait in code of the JDK was interrupted.
  ///
  /// @param interruption what the JDK threw
  Cancelled(Throwable interruption) {
    super("cancelled", interruption);
  }
}
