package dev.spinneret.engine.loop;

/// Thrown at a suspension point of a task that was cancelled.
///
/// The same object is thrown to tasks that await the cancelled one. It is not an [Exception], so
/// that `catch (Exception e)` does not swallow it. Code that catches it to clean up should rethrow
/// it; a task that catches it and returns a value has completed with that value.
public final class Cancelled extends Error {
  private static final long serialVersionUID = 1;

  /// Creates the error.
  public Cancelled() {
    super("cancelled");
  }

  /// Creates the error for a task that was interrupted while it was blocked in the JDK.
  ///
  /// @param interruption the exception that the JDK threw
  Cancelled(Throwable interruption) {
    super("cancelled", interruption);
  }
}
