package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.NioDescriptor;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/// A server socket channel of java.nio.
final class NioListeningDescriptor extends NioDescriptor implements ListeningDescriptor {
  private final NioPoller poller;
  private final ServerSocketChannel channel;
  private final @Nullable UnixPath path;

  NioListeningDescriptor(NioPoller poller, ServerSocketChannel channel, @Nullable UnixPath path)
      throws IOException {
    super(poller, channel);
    this.poller = poller;
    this.channel = channel;
    this.path = path;
  }

  @Override
  public @Nullable StreamDescriptor accept() throws IOException {
    var accepted = channel.accept();
    if (accepted == null) {
      return null;
    }
    try {
      accepted.configureBlocking(false);
      NioSockets.setNoDelay(accepted);
      return new NioStreamDescriptor(poller, accepted);
    } catch (Throwable t) {
      accepted.close();
      throw t;
    }
  }

  @Override
  public void whenReadable(@Nullable Runnable ready) {
    whenReadable(ready, SelectionKey.OP_ACCEPT);
  }

  /// Releases the port at once, which the selector would hold until the next poll.
  @Override
  public void close() {
    if (isOpen()) {
      super.close();
      poller.release();
      removePath();
    }
  }

  @Override
  public void onPollerClose() {
    super.onPollerClose();
    removePath();
  }

  private void removePath() {
    if (path != null) {
      path.remove();
    }
  }
}
