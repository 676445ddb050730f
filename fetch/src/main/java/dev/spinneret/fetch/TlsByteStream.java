package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.tls.RefusedChain;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS over another stream: pumps bytes through an engine in the blocking style, so that the same
/// code serves tasks and threads.
///
/// An end without `close_notify` (RFC 8446 §6.1) is an end of the stream, as for curl and browsers:
/// many servers close that way. It may also be an attacker's cut, so [#endedWithoutNotice] reports
/// it: a reply that only the end delimits is then incomplete (RFC 9112 §9.8).
final class TlsByteStream implements ByteStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// A record with the warning `unrecognized_name`, without its version (RFC 5246 §6.2.1, §7.2).
  private static final byte[] NAME_WARNING = {21, 3, 0, 0, 2, 1, 112};

  private static final int VERSION_AT = 2;

  private final ByteStream plain;
  private final SSLEngine engine;

  /// Encrypted bytes from the peer, ready to be read.
  private final ByteBuffer arrived;

  /// Decrypted bytes that the reader had no room for, ready to be read.
  private ByteBuffer decrypted;

  private final ByteBuffer leaving;
  private boolean endedWithoutNotice;
  private boolean released;

  private TlsByteStream(ByteStream plain, SSLEngine engine) {
    this.plain = plain;
    this.engine = engine;
    var session = engine.getSession();
    arrived = ByteBuffer.allocate(session.getPacketBufferSize()).flip();
    leaving = ByteBuffer.allocate(session.getPacketBufferSize());
    decrypted = ByteBuffer.allocate(session.getApplicationBufferSize()).flip();
  }

  /// Runs the handshake over `plain`, and closes that when it fails.
  ///
  /// @throws PeerException one of the TLS causes
  static TlsByteStream handshake(ByteStream plain, SSLEngine engine, long deadlineAtNanos)
      throws PeerException {
    var stream = new TlsByteStream(plain, engine);
    try {
      engine.beginHandshake();
      stream.handshake(deadlineAtNanos);
      return stream;
    } catch (IOException e) {
      var failure = failure(e);
      stream.close();
      throw failure;
    } catch (Throwable t) {
      stream.close();
      throw t;
    }
  }

  @Override
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    try {
      while (!decrypted.hasRemaining()) {
        if (engine.isInboundDone() || !decryptMore(deadlineAtNanos)) {
          return -1;
        }
      }
    } catch (SSLException e) {
      throw new PeerException(FailureCause.TLS_PROTOCOL, "TLS failed: " + e.getMessage());
    }
    var count = Math.min(dst.remaining(), decrypted.remaining());
    dst.put(decrypted.slice(decrypted.position(), count));
    decrypted.position(decrypted.position() + count);
    return count;
  }

  @Override
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    while (src.hasRemaining()) {
      encrypt(src, deadlineAtNanos);
    }
  }

  @Override
  public boolean endedWithoutNotice() {
    return endedWithoutNotice;
  }

  @Override
  public @Nullable InetAddress remote() {
    return plain.remote();
  }

  /// Closes without `close_notify`: sending it could wait, and the peer has nothing to lose by it.
  @Override
  public void close() {
    plain.close();
    if (!released) {
      released = true;
      ReferenceCountUtil.release(engine);
    }
  }

  private void handshake(long deadlineAtNanos) throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> encrypt(NOTHING, deadlineAtNanos);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!decryptMore(deadlineAtNanos)) {
            throw new SSLException("the server ended the connection within the handshake");
          }
        }
        case NEED_TASK -> runTasks();
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  /// Decrypts one record, reading from the stream as needed. Answers of the protocol are sent.
  ///
  /// @return false at the end of the stream
  private boolean decryptMore(long deadlineAtNanos) throws IOException {
    while (true) {
      skipNameWarning();
      decrypted.clear();
      var result = engine.unwrap(arrived, decrypted);
      decrypted.flip();
      switch (result.getStatus()) {
        case OK -> {
          settle(result.getHandshakeStatus(), deadlineAtNanos);
          return true;
        }
        case CLOSED -> {
          return false;
        }
        case BUFFER_OVERFLOW -> decrypted = larger(engine.getSession().getApplicationBufferSize());
        case BUFFER_UNDERFLOW -> {
          if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            // BoringSSL tells only when it is asked once more, without input.
            return true;
          }
          arrived.compact();
          var count = plain.read(arrived, deadlineAtNanos);
          arrived.flip();
          if (count < 0) {
            endedWithoutNotice = true;
            return false;
          }
        }
      }
    }
  }

  /// A server that does not know the name we sent may say so and go on, as browsers do (RFC 6066
  /// §3); the JDK's engine would not.
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

  /// What an engine asks for after a record of a running connection: a key update, for one.
  private void settle(HandshakeStatus status, long deadlineAtNanos) throws IOException {
    switch (status) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> {
        if (!engine.isOutboundDone()) {
          encrypt(NOTHING, deadlineAtNanos);
        }
      }
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> {}
    }
  }

  private void encrypt(ByteBuffer src, long deadlineAtNanos) throws IOException {
    leaving.clear();
    engine.wrap(src, leaving);
    plain.write(leaving.flip(), deadlineAtNanos);
  }

  /// In place: the tasks of a client are some public-key operations, about a millisecond.
  private void runTasks() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private static ByteBuffer larger(int bytes) {
    return ByteBuffer.allocate(2 * bytes).flip();
  }

  private static PeerException failure(IOException e) {
    if (e instanceof PeerException known) {
      return known;
    }
    if (e instanceof SocketTimeoutException) {
      return new PeerException(FailureCause.TLS_TIMEOUT, "no end of the TLS handshake in time");
    }
    var refused = RefusedChain.in(e);
    if (refused == null) {
      return new PeerException(
          e instanceof SSLException ? FailureCause.TLS_PROTOCOL : FailureCause.RESET,
          "the TLS handshake failed: " + e.getMessage());
    }
    return switch (refused.reason()) {
      case EXPIRED ->
          new PeerException(
              FailureCause.TLS_EXPIRED, "the certificate is out of date: " + refused.getMessage());
      case WRONG_HOST ->
          new PeerException(
              FailureCause.TLS_WRONG_HOST,
              "the certificate is for another host: " + refused.getMessage());
      case SELF_SIGNED ->
          new PeerException(
              FailureCause.TLS_SELF_SIGNED, "the certificate is signed by itself alone");
      case UNTRUSTED ->
          new PeerException(
              FailureCause.TLS_UNTRUSTED,
              "no trusted authority vouches for the certificate: " + refused.getMessage());
    };
  }
}
