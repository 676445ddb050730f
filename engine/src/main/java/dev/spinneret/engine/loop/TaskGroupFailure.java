package dev.spinneret.engine.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The failures of a [TaskGroup]: the first is the cause, the others are suppressed.
public final class TaskGroupFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // An unmodifiable list of the JDK, which is serializable.
  private final List<Throwable> failures;

  TaskGroupFailure(List<Throwable> failures) {
    super(
        failures.size() == 1
            ? "a task of the group failed: " + failures.getFirst()
            : failures.size() + " failures in a task group, the first: " + failures.getFirst(),
        failures.getFirst());
    this.failures = List.copyOf(failures);
    failures.stream().skip(1).forEach(this::addSuppressed);
  }

  /// The failure of a group behind a `Cancelled` that has left the block of [TaskGroup#open]: Java
  /// throws the first exception and adds the one of `close` as suppressed.
  ///
  /// @return null if no group has failed
  static @Nullable TaskGroupFailure behind(Cancelled cancelled) {
    for (var suppressed : cancelled.getSuppressed()) {
      if (suppressed instanceof TaskGroupFailure failure) {
        return failure;
      }
    }
    return null;
  }

  /// The failures, in order.
  ///
  /// @return at least one
  public List<Throwable> failures() {
    return failures;
  }
}
