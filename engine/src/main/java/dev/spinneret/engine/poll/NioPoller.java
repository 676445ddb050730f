package dev.spinneret.engine.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/// The poller of java.nio. It works everywhere and waits in whole milliseconds.
public final class NioPoller implements Poller {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Selector selector;

  private NioPoller(Selector selector) {
    this.selector = selector;
  }

  /// The callbacks of a registered channel.
  public interface Ready {
    /// Called on the loop's thread within the poll; must not block.
    ///
    /// @param key the operations that the channel is ready for; may have been cancelled meanwhile
    void onReady(SelectionKey key);

    /// Called when the loop is closed while the channel is still registered; closes the channel.
    void onPollerClose();
  }

  /// Opens a selector.
  ///
  /// @return the poller, which its loop closes
  public static NioPoller open() {
    try {
      return new NioPoller(Selector.open());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a selector", e);
    }
  }

  /// Registers a channel. Called on the loop's thread.
  ///
  /// @param channel in non-blocking mode
  /// @param interest operations as in [SelectionKey]
  /// @param ready called when one of them is possible
  /// @return the key, whose interest may be changed on the loop's thread
  /// @throws ClosedChannelException if the channel is closed
  public SelectionKey register(SelectableChannel channel, int interest, Ready ready)
      throws ClosedChannelException {
    return channel.register(selector, interest, ready);
  }

  @Override
  public void poll(long timeoutNanos) {
    try {
      if (timeoutNanos <= 0) {
        // Without descriptors none can be ready: a loop that only computes makes no system call.
        if (watchesAnything()) {
          selector.selectNow(NioPoller::dispatch);
        }
      } else {
        // Rounded up: waking before a timer is due would poll again and again.
        selector.select(
            NioPoller::dispatch, (timeoutNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the selector failed", e);
    }
  }

  private static void dispatch(SelectionKey key) {
    ((Ready) key.attachment()).onReady(key);
  }

  /// Releases the descriptors of closed channels, which otherwise happens in the next poll. Called
  /// on the loop's thread.
  public void release() {
    poll(0);
  }

  @Override
  public boolean watchesAnything() {
    return !selector.keys().isEmpty();
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void close() {
    for (var key : List.copyOf(selector.keys())) {
      ((Ready) key.attachment()).onPollerClose();
    }
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the selector", e);
    }
  }
}
