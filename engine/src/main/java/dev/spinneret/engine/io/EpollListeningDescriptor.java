package dev.spinneret.engine.io;

import dev.spinneret.engine.io.descriptor.EpollDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A listening socket of Linux.
final class EpollListeningDescriptor extends EpollDescriptor implements ListeningDescriptor {
  private final EpollSockets sockets;
  private final @Nullable UnixPath path;

  EpollListeningDescriptor(EpollSockets sockets, int number, @Nullable UnixPath path)
      throws IOException {
    super(sockets.loop(), sockets.poller(), number);
    this.sockets = sockets;
    this.path = path;
  }

  @Override
  public @Nullable StreamDescriptor accept() throws IOException {
    int descriptor = open();
    if (!readable) {
      return null;
    }
    int accepted = calls.accept(descriptor);
    if (accepted < 0) {
      readable = false;
      return null;
    }
    return new EpollStreamDescriptor(sockets, accepted, calls.lastAddress(), true);
  }

  @Override
  public void close() {
    if (isOpen()) {
      super.close();
      if (path != null) {
        path.remove();
      }
    }
  }
}
