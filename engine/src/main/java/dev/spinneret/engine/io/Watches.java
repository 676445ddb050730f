package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The callbacks of one direction, reading or writing, that the descriptors of a loop have: one for
/// each descriptor at most.
final class Watches {
  private final EventLoop loop;
  private final IdentityHashMap<Descriptor, Watch> byDescriptor = new IdentityHashMap<>();

  Watches(EventLoop loop) {
    this.loop = loop;
  }

  /// Sets the callback of a descriptor, in place of the one that was there.
  ///
  /// @param ask asks the descriptor to call once when it is ready; null withdraws
  void set(Descriptor descriptor, Consumer<@Nullable Runnable> ask, Runnable callback) {
    remove(descriptor);
    var watch = new Watch(loop, descriptor, ask, callback, () -> byDescriptor.remove(descriptor));
    byDescriptor.put(descriptor, watch);
    watch.begin();
  }

  /// Ends the callback of a descriptor.
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
