package dev.spinneret.engine.loop;

import java.util.List;

/// Decides the order in which the tasks that are ready in a turn run.
///
/// Without one, a loop runs them in the order in which they became ready. Callbacks keep their
/// places in any case.
@FunctionalInterface
public interface TaskOrder {
  /// Rearranges the tasks of one turn. Called on the loop's thread.
  ///
  /// @param ready the tasks that run in this turn, in the order in which they became ready; to be
  ///   permuted in place
  void arrange(List<Task<?>> ready);
}
