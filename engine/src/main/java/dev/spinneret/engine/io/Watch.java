package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A callback that is called in every turn in which a descriptor is ready, until it is removed: the
/// contract of `addReader` and `addWriter`, over descriptors whose callbacks are called once.
final class Watch {
  private final EventLoop loop;
  private final Descriptor descriptor;
  private final Consumer<@Nullable Runnable> ask;
  private final Runnable callback;
  private final Runnable onClosed;
  private boolean ended;

  /// Whether it is the descriptor's current callback, so that removing it does not remove another.
  private boolean known;

  Watch(
      EventLoop loop,
      Descriptor descriptor,
      Consumer<@Nullable Runnable> ask,
      Runnable callback,
      Runnable onClosed) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.ask = ask;
    this.callback = callback;
    this.onClosed = onClosed;
  }

  void begin() {
    known = true;
    ask.accept(this::onReady);
  }

  void end() {
    ended = true;
    if (known) {
      known = false;
      ask.accept(null);
    }
  }

  private void onReady() {
    known = false;
    loop.callSoon(this::call);
  }

  private void call() {
    if (ended) {
      return;
    }
    try {
      if (descriptor.isOpen()) {
        callback.run();
      }
    } finally {
      if (!descriptor.isOpen()) {
        ended = true;
        onClosed.run();
      } else if (!ended) {
        begin();
      }
    }
  }
}
