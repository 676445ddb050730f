package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A connection over a descriptor: tries, and waits when it has to.
final class SocketConnection implements Connection {
  private final EventLoop loop;
  private final StreamDescriptor descriptor;

  SocketConnection(EventLoop loop, StreamDescriptor descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
  }

  @Override
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    return Waiting.read(loop, descriptor, dst, deadlineAtNanos);
  }

  @Override
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    Waiting.write(loop, descriptor, src, deadlineAtNanos);
  }

  @Override
  public void shutdownOutput() throws IOException {
    descriptor.shutdownOutput();
  }

  @Override
  public InetSocketAddress localAddress() {
    return descriptor.localAddress();
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return descriptor.remoteAddress();
  }

  @Override
  public boolean isOpen() {
    return descriptor.isOpen();
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public void abort() {
    descriptor.abort();
  }
}
