package dev.spinneret.engine.crawl.port;

/// The memory that the body of one fetch takes, out of what all bodies share. Of one thread at a
/// time.
public interface BodyShare extends AutoCloseable {
  /// Takes memory for bytes that were received.
  ///
  /// @param bytes how many more
  void take(long bytes);

  /// Whether the body has to wait before it is read on.
  ///
  /// @return false while there is room, and for small bodies
  boolean mustWait();

  /// Waits until the body may be read on. Suspends a task, and only it.
  ///
  /// @throws InterruptedException if the thread is interrupted
  void await() throws InterruptedException;

  /// Gives everything back.
  @Override
  void close();
}
