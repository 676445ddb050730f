package dev.spinneret.engine.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A listening socket of Linux.
final class EpollListeningDescriptor extends EpollDescriptor implements ListeningDescriptor {
  private final EpollSockets sockets;

  EpollListeningDescriptor(EpollSockets sockets, int number) throws IOException {
    super(sockets, number);
    this.sockets = sockets;
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
}
