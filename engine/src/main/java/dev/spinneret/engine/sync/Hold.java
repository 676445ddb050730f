package dev.spinneret.engine.sync;

/// A lock or permit that is released when this is closed: `try (var _ = lock.hold()) { … }`.
@FunctionalInterface
public interface Hold extends AutoCloseable {
  /// Releases it. Never suspends.
  @Override
  void close();
}
