package dev.spinneret.fetch.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A connection of the JDK.
final class JdkEngine implements TlsEngine {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// A record with the warning `unrecognized_name`, without its version (RFC 5246 §6.2.1, §7.2).
  private static final byte[] NAME_WARNING = {21, 3, 0, 0, 2, 1, 112};

  private static final int VERSION_AT = 2;

  /// What the JDK's engine takes after its handshake, roughly.
  private static final int HELD_BYTES = 12 * 1024;

  private final SSLEngine engine;
  private final Runnable onClose;

  /// Encrypted octets that have arrived, ready to be read.
  private ByteBuffer arrived = NOTHING;

  /// Decrypted octets that the reader had no room for, ready to be read.
  private ByteBuffer decrypted = NOTHING;

  private ByteBuffer record = NOTHING;
  private @Nullable ByteBuffer output;
  private boolean begun;
  private boolean mayHaveMore;
  private boolean closed;

  /// @param onClose is run once
  JdkEngine(SSLEngine engine, Runnable onClose) {
    this.engine = engine;
    this.onClose = onClose;
  }

  @Override
  public boolean handshake(ByteBuffer in) throws SSLException {
    take(in);
    if (!begun) {
      begun = true;
      engine.beginHandshake();
    }
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> wrap(NOTHING);
        case NEED_TASK -> runTasks();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          skipNameWarning();
          switch (unwrap()) {
            case CLOSED -> throw new SSLException("the peer ended the handshake");
            case BUFFER_UNDERFLOW -> {
              return false;
            }
            case OK, BUFFER_OVERFLOW -> {}
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          mayHaveMore = true;
          return true;
        }
      }
    }
  }

  @Override
  public int read(ByteBuffer in, ByteBuffer dst) throws SSLException {
    take(in);
    var start = dst.position();
    mayHaveMore = true;
    while (true) {
      var count = Math.min(dst.remaining(), decrypted.remaining());
      dst.put(dst.position(), decrypted, decrypted.position(), count);
      dst.position(dst.position() + count);
      decrypted.position(decrypted.position() + count);
      if (!dst.hasRemaining()) {
        return dst.position() - start;
      }
      var status = unwrap();
      if (status == SSLEngineResult.Status.CLOSED) {
        return dst.position() > start ? dst.position() - start : CLOSED;
      }
      if (status == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
        mayHaveMore = false;
        return dst.position() - start;
      }
    }
  }

  /// Decrypts one record, and does what the engine wants to do about it: answer a key update, for
  /// example.
  private SSLEngineResult.Status unwrap() throws SSLException {
    while (true) {
      record.clear();
      var result = unwrapOrAlert();
      decrypted = record.flip();
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
        var more = engine.getSession().getApplicationBufferSize();
        record = ByteBuffer.allocate(record.capacity() + more);
        decrypted = NOTHING;
        continue;
      }
      runTasks();
      while (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
        result = wrap(NOTHING);
      }
      return result.getStatus();
    }
  }

  private SSLEngineResult unwrapOrAlert() throws SSLException {
    try {
      return engine.unwrap(arrived, record);
    } catch (SSLException e) {
      try {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
          wrap(NOTHING);
        }
      } catch (SSLException _) {
        // The same failure once more.
      }
      throw e;
    }
  }

  @Override
  public boolean mayHaveMore() {
    return mayHaveMore;
  }

  private SSLEngineResult wrap(ByteBuffer src) throws SSLException {
    var encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    var result = engine.wrap(src, encrypted);
    output = Outputs.append(output, encrypted.flip(), encrypted.remaining());
    return result;
  }

  /// In place: the tasks of a handshake are some public-key operations, about a millisecond.
  private void runTasks() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private void take(ByteBuffer in) {
    if (in.hasRemaining()) {
      var all = ByteBuffer.allocate(arrived.remaining() + in.remaining());
      arrived = all.put(arrived).put(in).flip();
    }
  }

  /// A server that does not know the name we sent may say so and go on, as with browsers (RFC 6066
  /// §3); the JDK would not.
  private void skipNameWarning() {
    if (arrived.remaining() < NAME_WARNING.length) {
      return;
    }
    for (var i = 0; i < NAME_WARNING.length; i++) {
      if (i != VERSION_AT && arrived.get(arrived.position() + i) != NAME_WARNING[i]) {
        return;
      }
    }
    arrived.position(arrived.position() + NAME_WARNING.length);
  }

  @Override
  public void write(ByteBuffer src) throws SSLException {
    int before = src.remaining();
    SSLEngineResult result;
    do {
      result = wrap(src); // the first record may be a key update
    } while (src.remaining() == before && before > 0 && result.bytesProduced() > 0);
    if (src.remaining() == before && before > 0) {
      throw new SSLException("the connection takes no octets");
    }
  }

  @Override
  public void closeNotify() throws SSLException {
    engine.closeOutbound();
    while (!engine.isOutboundDone()) {
      if (wrap(NOTHING).getStatus() == SSLEngineResult.Status.CLOSED) {
        return;
      }
    }
  }

  @Override
  public @Nullable ByteBuffer output() {
    var taken = output;
    output = null;
    return taken;
  }

  @Override
  public int heldBytes() {
    return HELD_BYTES + record.capacity();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
