package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.NioPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// What a channel of java.nio is for the poller: its key, its waiters, its end.
///
/// Interest is dropped only when the channel becomes ready and nobody waits: a connection that is
/// read, written and read again costs the selector no change at all.
abstract sealed class NioDescriptor implements NioPoller.Ready
    permits NioStreamDescriptor, NioListeningDescriptor {
  private static final int READING = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITING = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final SelectableChannel channel;
  private final SelectionKey key;
  private final Waiters waiters = new Waiters();

  NioDescriptor(NioPoller poller, SelectableChannel channel) throws ClosedChannelException {
    this.channel = channel;
    this.key = poller.register(channel, 0, this);
  }

  /// Has `ready` called when one of the reading `operations` is possible.
  final void whenReadable(@Nullable Runnable ready, int operation) {
    waiters.setReader(ready);
    if (ready != null) {
      want(operation);
    }
  }

  /// Has `ready` called when one of the writing `operations` is possible.
  final void whenWritable(@Nullable Runnable ready, int operation) {
    waiters.setWriter(ready);
    if (ready != null) {
      want(operation);
    }
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
      // A socket is nearly always writable: interest in it ends with the wait.
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
  public InetSocketAddress localAddress() {
    try {
      return (InetSocketAddress) ((NetworkChannel) channel).getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it has not been closed.
  public boolean isOpen() {
    return channel.isOpen();
  }

  /// Gives the channel back. A second call does nothing.
  public void close() {
    closeChannel();
  }

  private void closeChannel() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException _) {
      // Closing gives the descriptor back in any case; what it could not send is lost either way.
    }
    waiters.wakeReader();
    waiters.wakeWriter();
  }
}
