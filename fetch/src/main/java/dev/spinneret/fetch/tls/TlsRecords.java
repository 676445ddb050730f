package dev.spinneret.fetch.tls;

import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// An engine of TLS with the buffers that it works on. Waits for nothing and knows no transport.
final class TlsRecords {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final Consumer<ByteBuffer> below;

  /// Encrypted bytes that have arrived, ready to be read.
  private ByteBuffer arrived;

  private ByteBuffer decrypted;
  private ByteBuffer leaving;

  /// What became of an attempt to decrypt a record.
  enum Step {
    /// There are bytes in [#decrypted].
    RECORD,
    /// The engine has gone on by itself.
    MORE,
    /// More has to arrive first.
    STUCK,
    /// The peer has said farewell.
    CLOSED
  }

  /// @param engine belongs to this object
  /// @param below takes what is encrypted
  TlsRecords(SSLEngine engine, Consumer<ByteBuffer> below) {
    this.engine = engine;
    this.below = below;
    var session = engine.getSession();
    arrived = ByteBuffer.allocate(session.getPacketBufferSize()).flip();
    leaving = ByteBuffer.allocate(session.getPacketBufferSize());
    decrypted = ByteBuffer.allocate(session.getApplicationBufferSize());
  }

  void beginHandshake() throws SSLException {
    engine.beginHandshake();
  }

  HandshakeStatus status() {
    return engine.getHandshakeStatus();
  }

  /// Takes in bytes that have arrived.
  void add(ByteBuffer data) {
    arrived.compact();
    if (arrived.remaining() < data.remaining()) {
      arrived.flip();
      arrived = ByteBuffer.allocate(arrived.remaining() + data.remaining()).put(arrived);
    }
    arrived.put(data).flip();
  }

  boolean hasArrived() {
    return arrived.hasRemaining();
  }

  /// The record that [#decrypt] has decrypted.
  ByteBuffer decrypted() {
    return decrypted;
  }

  /// Decrypts one record.
  ///
  /// @param handshaking whether the end of the handshake is news
  Step decrypt(boolean handshaking) throws SSLException {
    while (true) {
      decrypted.clear();
      var result = engine.unwrap(arrived, decrypted);
      decrypted.flip();
      boolean finished = handshaking && result.getHandshakeStatus() == HandshakeStatus.FINISHED;
      switch (result.getStatus()) {
        case OK -> {
          if (decrypted.hasRemaining()) {
            return Step.RECORD;
          }
          return finished || progressed(result) ? Step.MORE : Step.STUCK;
        }
        case CLOSED -> {
          return Step.CLOSED;
        }
        case BUFFER_OVERFLOW ->
            decrypted =
                ByteBuffer.allocate(
                    decrypted.capacity() + engine.getSession().getApplicationBufferSize());
        case BUFFER_UNDERFLOW -> {
          // BoringSSL tells of the end of the handshake only when it is asked without input.
          return finished ? Step.MORE : Step.STUCK;
        }
      }
    }
  }

  private static boolean progressed(SSLEngineResult result) {
    return result.bytesConsumed() > 0
        || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
  }

  /// Does the computing of the handshake in place: some public-key operations, about a millisecond.
  void runTasks() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /// Encrypts bytes, all of them.
  void encryptAll(ByteBuffer src) throws SSLException {
    while (src.hasRemaining()) {
      int before = src.remaining();
      if (!encrypt(src) || (src.remaining() == before && leaving.limit() == 0)) {
        throw new SSLException("the TLS connection takes no more");
      }
    }
  }

  /// Sends what the engine has to say by itself.
  ///
  /// @return whether there may be more to do
  boolean speak() throws SSLException {
    return !engine.isOutboundDone() && encrypt(NOTHING);
  }

  /// Encrypts one record.
  private boolean encrypt(ByteBuffer src) throws SSLException {
    while (true) {
      leaving.clear();
      var result = engine.wrap(src, leaving);
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
        leaving =
            ByteBuffer.allocate(leaving.capacity() + engine.getSession().getPacketBufferSize());
        continue;
      }
      leaving.flip();
      if (leaving.hasRemaining()) {
        below.accept(leaving);
      }
      return result.bytesProduced() > 0
          || result.bytesConsumed() > 0
          || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }
  }

  /// Sends why it has failed, if the engine has something to say about it.
  void sendAlert() {
    try {
      if (status() == HandshakeStatus.NEED_WRAP) {
        var _ = speak();
      }
    } catch (SSLException _) {
      // The same failure once more.
    }
  }

  /// Sends `close_notify` (RFC 8446 §6.1).
  void sendFarewell() throws SSLException {
    engine.closeOutbound();
    do {
      var _ = speak();
    } while (leaving.limit() > 0 && !engine.isOutboundDone());
  }

  /// Gives native memory back. Nothing may be called any more.
  void release() {
    ReferenceCountUtil.release(engine);
  }
}
