package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// A channel of java.nio as the poller knows it: its key and its callbacks.
///
/// Interest is removed only when the channel becomes ready and there is no callback: reading,
/// writing and reading again does not change the interest set.
public abstract class NioDescriptor implements NioPoller.Ready {
  private static final int READING = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITING = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final SelectableChannel channel;
  private final SelectionKey key;
  private final Waiters waiters = new Waiters();

  /// Takes ownership of a channel.
  ///
  /// @param poller the loop's
  /// @param channel in non-blocking mode
  /// @throws ClosedChannelException if it is closed
  protected NioDescriptor(NioPoller poller, SelectableChannel channel)
      throws ClosedChannelException {
    this.channel = channel;
    this.key = poller.register(channel, 0, this);
  }

  /// Sets the callback for when reading is possible.
  ///
  /// @param ready called once; null removes it
  /// @param operation the channel's operation for reading
  protected final void whenReadable(@Nullable Runnable ready, int operation) {
    waiters.setReader(ready);
    if (ready != null) {
      want(operation);
    }
  }

  /// Sets the callback for when writing is possible.
  ///
  /// @param ready called once; null removes it
  /// @param operation the channel's operation for writing
  protected final void whenWritable(@Nullable Runnable ready, int operation) {
    waiters.setWriter(ready);
    if (ready != null) {
      want(operation);
    }
  }

  /// Calls all callbacks, so that their owners see what has happened.
  protected final void wakeAll() {
    waiters.wakeReader();
    waiters.wakeWriter();
  }

  private void want(int operation) {
    if (!key.isValid()) {
      waiters.wakeReader();
      waiters.wakeWriter();
    } else if ((key.interestOps() & operation) == 0) {
      key.interestOpsOr(operation);
    }
  }

  @Override
  public void onReady(SelectionKey ready) {
    if (!ready.isValid()) {
      return;
    }
    int operations = ready.readyOps();
    int unwanted = operations & WRITING;
    if ((operations & READING) != 0 && !waiters.hasReader()) {
      unwanted |= operations & READING;
    }
    if (unwanted != 0) {
      // A socket is nearly always writable, so this interest ends with the wait.
      ready.interestOpsAnd(~unwanted);
    }
    if ((operations & READING) != 0) {
      waiters.wakeReader();
    }
    if ((operations & WRITING) != 0) {
      waiters.wakeWriter();
    }
  }

  @Override
  public void onPollerClose() {
    waiters.clear();
    closeChannel();
  }

  /// This end's address.
  ///
  /// @return internet address, or path of a Unix socket, which is empty if it has none
  public SocketAddress localAddress() {
    try {
      return channel instanceof NetworkChannel socket
          ? socket.getLocalAddress()
          : UnixDomainSocketAddress.of("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it has not been closed.
  ///
  /// @return false after [#close]
  public boolean isOpen() {
    return channel.isOpen();
  }

  /// Closes the channel and calls the callbacks. A second call does nothing.
  public void close() {
    closeChannel();
  }

  private void closeChannel() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException _) {
      // The descriptor is released in any case, and unsent output is lost either way.
    }
    waiters.wakeReader();
    waiters.wakeWriter();
  }
}
