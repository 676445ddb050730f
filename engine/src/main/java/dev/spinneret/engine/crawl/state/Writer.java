package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.concurrent.Callable;

/// Runs what a store does beside the loop, one piece of work at a time, in the order in which it is
/// submitted.
@FunctionalInterface
public interface Writer {

  /// Has work done after all that was submitted before.
  ///
  /// @param loop the loop that waits for it
  /// @param work any work; may block
  /// @param <T> the type of its result
  /// @return its result, or what it threw
  <T> Future<T> submit(EventLoop loop, Callable<T> work);
}
