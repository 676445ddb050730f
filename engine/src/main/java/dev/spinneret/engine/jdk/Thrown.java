package dev.spinneret.engine.jdk;

/// Rethrows a caught exception unchanged, whatever its type.
public final class Thrown {
  private Thrown() {}

  /// Throws `failure` itself, checked or not.
  ///
  /// @param failure the exception to throw
  /// @param <X> its type as far as the compiler is concerned
  /// @return never
  /// @throws X always
  @SuppressWarnings("unchecked") // The cast is unchecked, so any type passes.
  public static <X extends Throwable> RuntimeException as(Throwable failure) throws X {
    throw (X) failure;
  }
}
