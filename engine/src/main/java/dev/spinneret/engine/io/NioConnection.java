package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.NioPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A connection over a socket channel of java.nio.
final class NioConnection implements Connection {
  private final SocketChannel channel;
  private final Readiness readiness;

  NioConnection(EventLoop loop, NioPoller poller, SocketChannel channel) throws IOException {
    this.channel = channel;
    this.readiness = new Readiness(loop, poller, channel, 0);
  }

  void finishConnect(long deadlineAtNanos) throws IOException {
    try {
      while (!channel.finishConnect()) {
        readiness.await(SelectionKey.OP_CONNECT, deadlineAtNanos);
      }
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  @Override
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    int count = channel.read(dst);
    while (count == 0 && dst.hasRemaining()) {
      readiness.await(SelectionKey.OP_READ, deadlineAtNanos);
      count = channel.read(dst);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    while (true) {
      channel.write(src);
      if (!src.hasRemaining()) {
        return;
      }
      readiness.await(SelectionKey.OP_WRITE, deadlineAtNanos);
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public InetSocketAddress localAddress() {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InetSocketAddress remoteAddress() {
    try {
      return (InetSocketAddress) channel.getRemoteAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    readiness.close();
    try {
      channel.close();
    } catch (IOException _) {
      // Closing gives the descriptor back in any case; what it could not send is lost either way.
    }
  }

  @Override
  public void abort() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException _) {
      // Closed or broken already: there is nothing left to reset.
    }
    close();
  }
}
