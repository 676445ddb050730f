package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.tls.TlsEngine;
import dev.spinneret.fetch.tls.certificate.RefusedChain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS over another stream: moves octets between it and an engine in the blocking style, so that
/// the same code serves tasks and threads.
///
/// Encrypted octets are read into the reader's own buffer and decrypted in place: a connection has
/// no buffers, only what the end of the handshake left over. A record that began in an earlier read
/// adds its octets to what a read decrypts, so each leaves room for one. Where the reader's buffer
/// is too small for that, a buffer for a moment takes its place.
///
/// An end without `close_notify` (RFC 8446 §6.1) is an end of the stream, as for curl and browsers:
/// many servers close that way. It may also be an attacker's cut, so [#endedWithoutNotice] reports
/// it: a reply that only the end delimits is then incomplete (RFC 9112 §9.8).
final class TlsByteStream implements ByteStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// How much is read where it cannot be decrypted in place.
  private static final int APART_BYTES = 4 * 1024;

  private final ByteStream plain;
  private final TlsEngine engine;

  /// Encrypted octets that were not decrypted in place, ready to be read.
  private ByteBuffer apart = NOTHING;

  private boolean ended;
  private boolean endedWithoutNotice;

  private TlsByteStream(ByteStream plain, TlsEngine engine) {
    this.plain = plain;
    this.engine = engine;
  }

  /// Runs the handshake over `plain`, and closes that when it fails. The last part of it, if it is
  /// the client's, is sent with the first request.
  ///
  /// @param engine belongs to the stream from now on, also when this fails
  /// @param buffer to read into; empty
  /// @param patience how long the server may take
  /// @throws PeerException one of the TLS causes
  static TlsByteStream handshake(
      ByteStream plain, TlsEngine engine, ByteBuffer buffer, Patience patience)
      throws PeerException {
    var stream = new TlsByteStream(plain, engine);
    try {
      stream.handshake(buffer.flip(), patience);
      return stream;
    } catch (IOException e) {
      var failure = failure(e, engine.lacksParameters());
      stream.close();
      throw failure;
    } catch (Throwable t) {
      stream.close();
      throw t;
    }
  }

  private void handshake(ByteBuffer in, Patience patience) throws IOException {
    while (!engine.handshake(in)) {
      flush(patience.deadlineAtNanos());
      in.clear();
      if (patience.read(plain, in) < 0) {
        // Busy servers and load balancers do that, too, so it says nothing about the protocol.
        throw new PeerException(
            FailureCause.CLOSED_EARLY, "the server ended the connection within the TLS handshake");
      }
      in.flip();
    }
    if (in.hasRemaining()) {
      apart = ByteBuffer.allocate(in.remaining()).put(in).flip();
    }
  }

  @Override
  public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    while (true) {
      if (engine.mayHaveMore() || apart.hasRemaining()) {
        int count = decrypt(apart, dst);
        if (count > 0) {
          return count;
        }
        apart = NOTHING;
      }
      if (ended) {
        return -1;
      }
      flush(deadlineAtNanos);
      int count = readEncrypted(dst, deadlineAtNanos);
      if (count != 0) {
        return count;
      }
    }
  }

  /// Reads once, and decrypts in place if `dst` has room for it.
  ///
  /// @return how many octets were decrypted; -1 at the end of the stream
  private int readEncrypted(ByteBuffer dst, long deadlineAtNanos) throws IOException {
    int room = dst.remaining() - TlsEngine.MAX_PLAIN_BYTES;
    boolean inPlace = room >= APART_BYTES;
    var in = inPlace ? dst.slice(dst.position(), room) : ByteBuffer.allocate(APART_BYTES);
    if (plain.read(in, deadlineAtNanos) < 0) {
      ended = true;
      endedWithoutNotice = true;
      return -1;
    }
    in.flip();
    if (!inPlace) {
      apart = in;
      return 0;
    }
    return decrypt(in, dst);
  }

  /// Decrypts what there is.
  ///
  /// @return how many octets
  private int decrypt(ByteBuffer encrypted, ByteBuffer dst) throws PeerException {
    try {
      int count = engine.read(encrypted, dst);
      ended = count == TlsEngine.CLOSED;
      return Math.max(count, 0);
    } catch (SSLException e) {
      throw new PeerException(FailureCause.TLS_PROTOCOL, "TLS failed: " + e.getMessage());
    }
  }

  @Override
  public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
    while (src.hasRemaining()) {
      engine.write(src);
      flush(deadlineAtNanos);
    }
  }

  /// Sends what the engine has to say.
  private void flush(long deadlineAtNanos) throws IOException {
    var output = engine.output();
    if (output != null) {
      plain.write(output, deadlineAtNanos);
    }
  }

  @Override
  public boolean endedWithoutNotice() {
    return endedWithoutNotice;
  }

  @Override
  public int heldBytes() {
    return plain.heldBytes() + engine.heldBytes() + apart.capacity();
  }

  @Override
  public @Nullable InetAddress remote() {
    return plain.remote();
  }

  /// Closes without `close_notify`: sending it could wait, and the peer has nothing to lose by it.
  @Override
  public void close() {
    plain.close();
    engine.close();
  }

  private static PeerException failure(IOException e, boolean lacksParameters) {
    if (e instanceof PeerException known) {
      return known;
    }
    if (e instanceof SocketTimeoutException) {
      return new PeerException(FailureCause.TLS_TIMEOUT, "no end of the TLS handshake in time");
    }
    var refused = RefusedChain.in(e);
    if (refused == null) {
      var detail = "the TLS handshake failed: " + e.getMessage();
      return lacksParameters
          ? PeerException.lackingParameters(detail)
          : new PeerException(
              e instanceof SSLException ? FailureCause.TLS_PROTOCOL : FailureCause.RESET, detail);
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
