package dev.spinneret.engine.sync;

/// What a task holds until it closes it: `try (var _ = lock.hold()) { … }`.
@FunctionalInterface
public interface Hold extends AutoCloseable {
  /// Gives back what is held. Never suspends.
  @Override
  void close();
}
