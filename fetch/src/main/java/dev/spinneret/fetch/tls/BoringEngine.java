package dev.spinneret.fetch.tls;

import dev.spinneret.fetch.tls.certificate.ChainVerifier;
import dev.spinneret.fetch.tls.certificate.RefusedChain;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// A connection of BoringSSL.
///
/// Octets pass through a BIO, which is lent native memory for the time of a call: either input to
/// read from, or room for output. While it reads, what it writes goes to a small buffer of its own,
/// which [#flush] empties. BoringSSL reads no further than the current record and keeps a part of
/// one itself, so nothing of the input is left over.
final class BoringEngine implements TlsEngine {
  /// The buffer for output during input. A client's part of the handshake fits, except
  /// certificates; what does not fit is written in parts.
  private static final int PENDING_BYTES = 512;

  /// Measured: what an idle connection after its handshake takes.
  private static final int HELD_BYTES = 10 * 1024;

  private static final long NOTHING_LENT = 0;

  /// The end of the message about the alert `handshake_failure` (RFC 8446 §6.2).
  private static final String HANDSHAKE_FAILURE = "ALERT_HANDSHAKE_FAILURE";

  private final BoringContext context;
  private final String host;
  private final String server;
  private final long bio;
  private long ssl;
  private boolean closedByPeer;
  private boolean mayHaveMore;
  private boolean lacksParameters;
  private @Nullable Throwable refusal;
  private @Nullable ByteBuffer output;

  /// @param ssl the connection's address, which belongs to this object from now on
  /// @param server identifies the sessions that it may resume
  BoringEngine(BoringContext context, long ssl, String host, String server) {
    this.context = context;
    this.ssl = ssl;
    this.host = host;
    this.server = server;
    this.bio = SSL.bioNewByteBuffer(ssl, PENDING_BYTES);
  }

  String server() {
    return server;
  }

  /// Judges the server's certificates, within a call of the handshake.
  ///
  /// @return an error of OpenSSL, which determines the alert for the server
  int verify(ChainVerifier verifier, byte[][] certificates, String authentication) {
    try {
      verifier.verify(certificates, authentication, host);
      return CertificateVerifier.X509_V_OK;
    } catch (RefusedChain e) {
      refusal = e;
      return switch (e.reason()) {
        case EXPIRED -> CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED;
        case WRONG_HOST -> CertificateVerifier.X509_V_ERR_HOSTNAME_MISMATCH;
        case SELF_SIGNED -> CertificateVerifier.X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT;
        case UNTRUSTED -> CertificateVerifier.X509_V_ERR_CERT_UNTRUSTED;
      };
    } catch (Throwable t) {
      refusal = t; // it may not pass through native code
      return CertificateVerifier.X509_V_ERR_UNSPECIFIED;
    }
  }

  @Override
  public boolean handshake(ByteBuffer in) throws SSLException {
    try (var scratch = NativeScratch.take()) {
      var end = lend(in, scratch);
      try {
        while (true) {
          int result = SSL.doHandshake(ssl());
          if (result > 0) {
            return true;
          }
          int error = SSL.getError(ssl, result);
          if (error == SSL.SSL_ERROR_WANT_READ) {
            return false;
          }
          if (error != SSL.SSL_ERROR_WANT_WRITE) {
            throw handshakeFailure();
          }
          flush(scratch, end);
        }
      } finally {
        takeBack(in, scratch);
      }
    }
  }

  @Override
  public int read(ByteBuffer in, ByteBuffer dst) throws SSLException {
    if (closedByPeer) {
      return CLOSED;
    }
    var start = dst.position();
    try (var scratch = NativeScratch.take()) {
      var end = lend(in, scratch);
      try {
        while (dst.hasRemaining()) {
          var room = Math.min(dst.remaining(), NativeScratch.PLAIN_BYTES);
          int count = SSL.readFromSSL(ssl(), scratch.plain.address(), room);
          if (count > 0) {
            dst.put(dst.position(), scratch.plain.bytes(), 0, count);
            dst.position(dst.position() + count);
          } else if (!goesOn(SSL.getError(ssl, count), scratch, end)) {
            break;
          }
        }
      } finally {
        takeBack(in, scratch);
      }
    }
    mayHaveMore = closedByPeer || !dst.hasRemaining();
    var count = dst.position() - start;
    return count == 0 && closedByPeer ? CLOSED : count;
  }

  @Override
  public boolean mayHaveMore() {
    return mayHaveMore;
  }

  /// What a read does that has returned no octets.
  ///
  /// @return whether to read again
  private boolean goesOn(int error, NativeScratch scratch, long end) throws SSLException {
    if (error == SSL.SSL_ERROR_WANT_WRITE) {
      flush(scratch, end);
      return true;
    }
    if (error == SSL.SSL_ERROR_ZERO_RETURN) {
      closedByPeer = true;
      return false;
    }
    if (error != SSL.SSL_ERROR_WANT_READ) {
      throw BoringSsl.failure("the connection broke");
    }
    return false;
  }

  @Override
  public void write(ByteBuffer src) throws SSLException {
    try (var scratch = NativeScratch.take()) {
      int count = NativeScratch.stage(src, scratch.plain);
      if (count == 0) {
        return;
      }
      SSL.bioSetByteBuffer(bio, scratch.out.address(), NativeScratch.OUT_BYTES, true);
      int written = SSL.writeToSSL(ssl(), scratch.plain.address(), count);
      append(scratch.out.bytes(), NativeScratch.OUT_BYTES - SSL.bioLengthByteBuffer(bio));
      SSL.bioClearByteBuffer(bio);
      if (written <= 0) {
        throw BoringSsl.failure("the connection takes no octets");
      }
      src.position(src.position() - (count - written));
    }
  }

  @Override
  public void closeNotify() throws SSLException {
    try (var scratch = NativeScratch.take()) {
      int result = SSL.shutdownSSL(ssl());
      flush(scratch, NOTHING_LENT);
      if (result < 0) {
        throw BoringSsl.failure("the connection cannot be ended");
      }
    }
  }

  /// Lends input to the BIO.
  ///
  /// @return the address of its end
  private long lend(ByteBuffer in, NativeScratch scratch) {
    int count = NativeScratch.stage(in, scratch.in);
    if (count == 0) {
      return NOTHING_LENT;
    }
    SSL.bioSetByteBuffer(bio, scratch.in.address(), count, false);
    return scratch.in.address() + count;
  }

  /// Ends the loan, and collects what was written meanwhile.
  private void takeBack(ByteBuffer in, NativeScratch scratch) {
    in.position(in.position() - SSL.bioLengthByteBuffer(bio));
    SSL.bioClearByteBuffer(bio);
    flush(scratch, NOTHING_LENT);
  }

  /// Empties the BIO's own buffer, and lends what is left of the input again.
  private void flush(NativeScratch scratch, long end) {
    int count = SSL.bioLengthNonApplication(bio);
    if (count > 0) {
      int left = SSL.bioLengthByteBuffer(bio);
      SSL.bioSetByteBuffer(bio, scratch.out.address(), NativeScratch.OUT_BYTES, true);
      SSL.bioFlushByteBuffer(bio);
      append(scratch.out.bytes(), count);
      if (left > 0) {
        SSL.bioSetByteBuffer(bio, end - left, left, false);
      } else {
        SSL.bioClearByteBuffer(bio);
      }
    }
  }

  private void append(ByteBuffer octets, int count) {
    output = Outputs.append(output, octets, count);
  }

  /// Whether the handshake resumed a session.
  boolean isResumed() {
    return SSL.isSessionReused(ssl());
  }

  private SSLException handshakeFailure() {
    var cause = refusal;
    var failure = BoringSsl.failure("the handshake failed");
    lacksParameters = String.valueOf(failure.getMessage()).endsWith(HANDSHAKE_FAILURE);
    if (cause instanceof Error error) {
      throw error;
    }
    return cause == null ? failure : new SSLHandshakeException(cause.getMessage(), cause);
  }

  private long ssl() {
    if (ssl == 0) {
      throw new IllegalStateException("the TLS connection is closed");
    }
    return ssl;
  }

  @Override
  public @Nullable ByteBuffer output() {
    var taken = output;
    output = null;
    return taken;
  }

  @Override
  public boolean lacksParameters() {
    return lacksParameters;
  }

  @Override
  public int heldBytes() {
    return HELD_BYTES;
  }

  @Override
  public void close() {
    if (ssl != 0) {
      context.free(ssl);
      ssl = 0;
    }
  }
}
