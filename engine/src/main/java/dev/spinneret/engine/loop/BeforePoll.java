package dev.spinneret.engine.loop;

import java.util.ArrayList;

/// Actions that run once, between the callbacks of a turn and the next poll.
final class BeforePoll {
  private final Failures failures;
  private ArrayList<Runnable> actions = new ArrayList<>();
  private ArrayList<Runnable> spare = new ArrayList<>();

  BeforePoll(Failures failures) {
    this.failures = failures;
  }

  void add(Runnable action) {
    actions.add(action);
  }

  /// Runs the actions, and those that they add.
  void run() {
    while (!actions.isEmpty()) {
      var now = actions;
      actions = spare;
      spare = now;
      for (var action : now) {
        try {
          action.run();
        } catch (Exception | Cancelled e) {
          failures.report("an action before the poll failed", e);
        }
      }
      now.clear();
    }
  }
}
