package dev.spinneret.engine.loop;

/// Throws what was caught as it is, whatever its type.
final class Thrown {
  private Thrown() {}

  /// Throws `failure` itself, checked or not.
  ///
  /// @param failure is thrown
  /// @param <X> what the compiler is to believe that it is
  /// @return never
  @SuppressWarnings("unchecked") // The cast is not checked at run time: any type goes through.
  static <X extends Throwable> RuntimeException as(Throwable failure) throws X {
    throw (X) failure;
  }
}
