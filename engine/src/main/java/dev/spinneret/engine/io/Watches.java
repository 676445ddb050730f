package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The callbacks of the descriptors of a loop for one direction, reading or writing: at most one
/// per descriptor.
final class Watches {
  private final EventLoop loop;
  private final IdentityHashMap<Descriptor, Watch> byDescriptor = new IdentityHashMap<>();

  Watches(EventLoop loop) {
    this.loop = loop;
  }

  /// Sets the callback of a descriptor, replacing an earlier one.
  ///
  /// @param ask sets the callback that the descriptor calls once when it is ready; null removes it
  void set(Descriptor descriptor, Consumer<@Nullable Runnable> ask, Runnable callback) {
    remove(descriptor);
    var watch = new Watch(loop, descriptor, ask, callback, () -> byDescriptor.remove(descriptor));
    byDescriptor.put(descriptor, watch);
    watch.begin();
  }

  /// Removes the callback of a descriptor.
  ///
  /// @return whether there was one
  boolean remove(Descriptor descriptor) {
    var watch = byDescriptor.remove(descriptor);
    if (watch != null) {
      watch.end();
    }
    return watch != null;
  }
}
