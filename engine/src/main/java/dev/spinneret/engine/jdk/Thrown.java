package dev.spinneret.engine.jdk;

/// Throws what was caught as it is, whatever its type.
public final class Thrown {
  private Thrown() {}

  /// Throws `failure` itself, checked or not.
  ///
  /// @param failure is thrown
  /// @param <X> what the compiler is to believe that it is
  /// @return never
  /// @throws X always
  @SuppressWarnings("unchecked") // The cast is not checked at run time: any type goes through.
  public static <X extends Throwable> RuntimeException as(Throwable failure) throws X {
    throw (X) failure;
  }
}
