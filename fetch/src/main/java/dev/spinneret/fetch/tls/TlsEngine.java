package dev.spinneret.fetch.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One end of a TLS connection without its transport: octets go in and out, and nothing waits.
///
/// After each call, also after one that failed, [#output] has what must be sent to the peer. Used
/// by one thread at a time. It may hold native memory until it is closed.
public interface TlsEngine extends AutoCloseable {
  /// The most octets of input that one call takes.
  int MAX_INPUT_BYTES = 64 * 1024;

  /// The most plaintext of a record (RFC 8446 §5.1): how much more than its input a [#read] may
  /// bring, because a record began in earlier input.
  int MAX_PLAIN_BYTES = 16 * 1024;

  /// The result of [#read] once the peer has sent `close_notify` (RFC 8446 §6.1).
  int CLOSED = -1;

  /// Continues the handshake; the first call of a client starts it.
  ///
  /// @param in what the peer has sent, possibly nothing. The engine takes up to [#MAX_INPUT_BYTES]
  ///   of it, but may leave what follows the end of the handshake
  /// @return whether the handshake is complete
  /// @throws SSLException if it has failed; has a
  ///   [RefusedChain][dev.spinneret.fetch.tls.certificate.RefusedChain] among its causes if the
  ///   peer's certificates were refused
  boolean handshake(ByteBuffer in) throws SSLException;

  /// Decrypts.
  ///
  /// @param in what the peer has sent, possibly nothing. The engine takes up to [#MAX_INPUT_BYTES]
  ///   of it, unless `dst` is full first. It may lie in the memory of `dst`, from its position on,
  ///   if the engine takes all of it: if it is no longer than that, and `dst` has room for
  ///   [#MAX_PLAIN_BYTES] more than there is input
  /// @param dst gets what was decrypted
  /// @return how many octets; 0 if there must be more input; [#CLOSED]
  /// @throws SSLException if the peer violates the protocol, or reports a failure
  int read(ByteBuffer in, ByteBuffer dst) throws SSLException;

  /// Whether a further [#read] may have a result although there is no more input: because `dst` was
  /// full, or the end follows.
  ///
  /// @return false if it certainly has none
  boolean mayHaveMore();

  /// Encrypts one record.
  ///
  /// @param src the engine takes at least one octet of it, if there is one, and as many as a record
  ///   holds
  /// @throws SSLException if the connection cannot be written to
  void write(ByteBuffer src) throws SSLException;

  /// Ends what is written, with `close_notify`.
  ///
  /// @throws SSLException if the connection cannot be written to
  void closeNotify() throws SSLException;

  /// Takes the encrypted octets that must be sent.
  ///
  /// @return in memory of the Java heap, which is the caller's; null if there is nothing
  @Nullable ByteBuffer output();

  /// Whether a handshake has failed because this library and the peer have no parameters in common,
  /// so that another library may succeed.
  ///
  /// @return false if it failed for another reason
  default boolean lacksParameters() {
    return false;
  }

  /// How much memory an open connection holds between calls, roughly.
  ///
  /// @return in octets
  int heldBytes();

  /// Frees the engine. Sends nothing; may be called again. Other calls are illegal afterwards.
  @Override
  void close();
}
