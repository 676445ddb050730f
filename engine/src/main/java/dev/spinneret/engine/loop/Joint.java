package dev.spinneret.engine.loop;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A future without a value that stands for several others: done when enough of them are.
///
/// It knows them only to tell who waits for whom.
final class Joint extends Future<@Nullable Void> {
  private final String description;
  private final Supplier<? extends Collection<? extends Future<?>>> parts;

  Joint(
      EventLoop loop,
      String description,
      Supplier<? extends Collection<? extends Future<?>>> parts) {
    super(loop);
    this.description = description;
    this.parts = parts;
  }

  @Override
  List<Future<?>> waitsFor() {
    return List.copyOf(parts.get());
  }

  @Override
  public String toString() {
    return description;
  }
}
