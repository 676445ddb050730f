package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.concurrent.Callable;

/// Runs the blocking work of a store outside the loop, one task at a time, in the order of
/// submission.
@FunctionalInterface
public interface Writer {

  /// Submits work, which runs after everything that was submitted before.
  ///
  /// @param loop the loop that waits for it
  /// @param work any work; may block
  /// @param <T> the type of its result
  /// @return its result, or what it threw
  <T> Future<T> submit(EventLoop loop, Callable<T> work);
}
