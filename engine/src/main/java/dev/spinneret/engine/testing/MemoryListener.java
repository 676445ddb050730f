package dev.spinneret.engine.testing;

import dev.spinneret.engine.io.ListeningDescriptor;
import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.descriptor.Waiters;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A listening socket of a [MemoryNetwork].
final class MemoryListener implements ListeningDescriptor {
  private final MemoryNetwork network;
  private final InetSocketAddress address;
  private final int backlog;
  private final ArrayDeque<MemoryStream> arrived = new ArrayDeque<>();
  private final Waiters waiters = new Waiters();
  private boolean open = true;

  MemoryListener(MemoryNetwork network, InetSocketAddress address, int backlog) {
    this.network = network;
    this.address = address;
    this.backlog = backlog;
    network.opened();
  }

  boolean hasRoom() {
    return arrived.size() < backlog;
  }

  void offer(MemoryStream stream) {
    arrived.add(stream);
    waiters.wakeReader();
  }

  @Override
  public @Nullable StreamDescriptor accept() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
    return arrived.poll();
  }

  @Override
  public void whenReadable(@Nullable Runnable ready) {
    waiters.setReader(ready);
    if (ready != null && (!arrived.isEmpty() || !open)) {
      network.loop().callSoon(waiters::wakeReader);
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public InetSocketAddress localAddress() {
    return address;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      network.closed();
      network.forget(this);
      arrived.forEach(MemoryStream::abort);
      arrived.clear();
      waiters.wakeReader();
    }
  }
}
