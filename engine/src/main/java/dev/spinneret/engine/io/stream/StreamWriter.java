package dev.spinneret.engine.io.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// The bytes to a peer. Writing never suspends; a task that writes a lot calls [#drain] regularly,
/// so that it waits for a slow peer.
public final class StreamWriter implements AutoCloseable {
  private final StreamProtocol protocol;
  private Transport transport;

  StreamWriter(Transport transport, StreamProtocol protocol) {
    this.transport = transport;
    this.protocol = protocol;
  }

  /// The transport to which this writer writes.
  ///
  /// @return the transport
  public Transport transport() {
    return transport;
  }

  /// Sends bytes. Does not suspend.
  ///
  /// @param data copied
  /// @throws IllegalStateException after [#writeEof]
  public void write(byte[] data) {
    transport.write(data);
  }

  /// Sends bytes. Does not suspend.
  ///
  /// @param data copied, and empty afterwards
  /// @throws IllegalStateException after [#writeEof]
  public void write(ByteBuffer data) {
    transport.write(data);
  }

  /// Sends text as UTF-8. Does not suspend.
  ///
  /// @param text the text
  /// @throws IllegalStateException after [#writeEof]
  public void write(String text) {
    transport.write(UTF_8.encode(text));
  }

  /// Ends the output once everything written has been sent.
  public void writeEof() {
    transport.writeEof();
  }

  /// If the output buffer exceeds the transport's high-water mark, suspends until it has shrunk to
  /// the low-water mark. Any number of tasks may wait here.
  ///
  /// @throws IOException if the connection is broken
  public void drain() throws IOException {
    var broken = protocol.reader().exception();
    if (broken != null) {
      throw broken;
    }
    if (transport.isClosing()) {
      // Lets a loop that writes and drains notice that the connection is lost.
      Tasks.yieldNow();
    }
    protocol.drain();
  }

  /// Closes the stream once everything written has been sent. Does not suspend; a second call does
  /// nothing.
  @Override
  public void close() {
    transport.close();
  }

  /// Closes the stream at once with a reset.
  public void abort() {
    transport.abort();
  }

  /// Whether it is closed or about to be.
  ///
  /// @return true after [#close], [#abort] or a failure
  public boolean isClosing() {
    return transport.isClosing();
  }

  /// Suspends until the stream is closed.
  ///
  /// @throws IOException if the connection broke instead
  public void waitClosed() throws IOException {
    protocol.waitClosed();
  }

  /// Suspends until the stream is closed, and closes it with a reset if that takes too long.
  ///
  /// @param patience how long to wait before the reset
  /// @throws IOException if the connection broke instead
  public void waitClosed(Duration patience) throws IOException {
    var timer = protocol.loop().callLater(patience, transport::abort);
    try {
      protocol.waitClosed();
    } finally {
      timer.cancel();
    }
  }

  /// Inserts a layer such as TLS below this stream, suspending while it negotiates.
  ///
  /// @param sockets the sockets of the loop
  /// @param upgrade creates the layer
  /// @throws IOException if the negotiation fails; the stream is then aborted
  public void startTls(Sockets sockets, TransportUpgrade upgrade) throws IOException {
    drain();
    transport = sockets.startTls(transport, upgrade);
    protocol.reader().setTransport(transport);
  }
}
