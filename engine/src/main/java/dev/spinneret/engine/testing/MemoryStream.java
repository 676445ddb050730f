package dev.spinneret.engine.testing;

import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.descriptor.Waiters;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// One end of a connection of a [MemoryNetwork].
final class MemoryStream implements StreamDescriptor {
  private final MemoryNetwork network;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final MemoryPipe input;
  private final MemoryPipe output;
  private final Waiters waiters = new Waiters();
  private boolean connected;
  private boolean open = true;
  private boolean outputEnded;

  MemoryStream(
      MemoryNetwork network,
      InetSocketAddress local,
      InetSocketAddress remote,
      MemoryPipe input,
      MemoryPipe output,
      boolean connected) {
    this.network = network;
    this.local = local;
    this.remote = remote;
    this.input = input;
    this.output = output;
    this.connected = connected;
    input.setReceiver(this::arrived);
    output.setSender(waiters::wakeWriter);
    network.opened();
  }

  /// The peer has taken the connection.
  void accept() {
    connected = true;
    if (open) {
      waiters.wakeWriter();
    } else {
      output.reset();
    }
  }

  /// The peer has refused it.
  void refuse() {
    input.fail(new ConnectException("Connection refused"));
  }

  private void arrived() {
    if (open) {
      waiters.wakeReader();
      if (input.failure() != null) {
        waiters.wakeWriter();
      }
    } else if (input.failure() == null && !input.isAtEnd()) {
      // Bytes for an end that is closed.
      output.reset();
    }
  }

  @Override
  public boolean finishConnect() throws IOException {
    checkOpen();
    throwFailure();
    return connected;
  }

  @Override
  public int read(ByteBuffer dst) throws IOException {
    checkOpen();
    int count = input.read(dst);
    if (count != 0) {
      network.note(remote, local, count + " bytes read");
    }
    return count;
  }

  @Override
  public long write(ByteBuffer[] srcs, int offset, int count) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + count; i++) {
      written += write(srcs[i]);
      if (srcs[i].hasRemaining()) {
        break;
      }
    }
    return written;
  }

  @Override
  public int write(ByteBuffer src) throws IOException {
    checkOpen();
    throwFailure();
    if (outputEnded) {
      throw new IOException("Broken pipe");
    }
    if (src.hasRemaining() && network.draw(network.conditions().resetShare())) {
      network.note(local, remote, "mishap: reset");
      output.reset();
      input.fail(new SocketException("Connection reset"));
      throwFailure();
    }
    int count = output.write(src);
    if (count > 0) {
      network.note(local, remote, count + " bytes written");
    }
    return count;
  }

  @Override
  public void whenReadable(@Nullable Runnable ready) {
    waiters.setReader(ready);
    if (ready != null && (input.isReadable() || !open)) {
      network.loop().callSoon(waiters::wakeReader);
    }
  }

  @Override
  public void whenWritable(@Nullable Runnable ready) {
    waiters.setWriter(ready);
    boolean room = connected && output.hasRoom();
    if (ready != null && (room || input.failure() != null || !open)) {
      network.loop().callSoon(waiters::wakeWriter);
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkOpen();
    throwFailure();
    if (!outputEnded) {
      outputEnded = true;
      network.note(local, remote, "end");
      output.end();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public void close() {
    if (open) {
      if (input.failure() == null && connected) {
        // As TCP does: unread bytes make it a reset.
        boolean unread = input.isReadable() && !input.isAtEnd();
        network.note(local, remote, unread ? "close, bytes unread: reset" : "close");
        if (unread) {
          output.reset();
        } else if (!outputEnded) {
          output.end();
        }
      }
      release();
    }
  }

  @Override
  public void abort() {
    if (open) {
      if (input.failure() == null && connected) {
        network.note(local, remote, "reset");
        output.reset();
      }
      release();
    }
  }

  private void release() {
    open = false;
    network.closed();
    waiters.wakeReader();
    waiters.wakeWriter();
  }

  private void checkOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  private void throwFailure() throws IOException {
    var broken = input.failure();
    if (broken != null) {
      throw broken;
    }
  }
}
