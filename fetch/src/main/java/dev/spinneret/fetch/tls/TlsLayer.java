package dev.spinneret.fetch.tls;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Tasks;
import dev.spinneret.engine.loop.TimerHandle;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS between a transport and its protocol: the protocol of the lower transport, and the transport
/// of the upper protocol.
///
/// ```
///              finished          close, peer's end             lower lost
///   handshake ──────────▶ open ────────────────────▶ farewell ───────────▶ over
///       │ failure, end      │ failure, abort                       ▲
///       └───────────────────┴──────────────────────────────────────┘
/// ```
///
/// What is written is encrypted at once and waits, if it has to, in the lower transport's buffer,
/// whose marks hold the upper protocol back. What arrives is decrypted as long as the upper
/// protocol reads; when it pauses, the rest of what had arrived waits encrypted (64 KiB and a
/// record at most). The engine is released when the lower transport is lost, and used no more.
final class TlsLayer implements Protocol, Transport {
  /// How long the handshake and the farewell may take: asyncio's times.
  static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(60);

  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(30);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private enum State {
    HANDSHAKE,
    OPEN,
    FAREWELL,
    OVER
  }

  private final EventLoop loop = EventLoop.current();
  private final Transport lower;
  private final SSLEngine engine;
  private final Future<Boolean> handshaken = loop.createFuture();
  private Protocol upper;
  private State state = State.HANDSHAKE;
  private @Nullable IOException failure;
  private @Nullable TimerHandle farewell;
  private boolean readingPaused;
  private boolean pumpQueued;
  private boolean upperEnded;
  private boolean lowerEnded;

  /// Encrypted bytes that have arrived, ready to be read.
  private ByteBuffer arrived;

  private ByteBuffer decrypted;
  private ByteBuffer leaving;

  private TlsLayer(Transport lower, Protocol upper, SSLEngine engine) {
    this.lower = lower;
    this.upper = upper;
    this.engine = engine;
    var session = engine.getSession();
    arrived = ByteBuffer.allocate(session.getPacketBufferSize()).flip();
    leaving = ByteBuffer.allocate(session.getPacketBufferSize());
    decrypted = ByteBuffer.allocate(session.getApplicationBufferSize());
  }

  /// Puts a layer between a transport and its protocol. Suspends until the handshake has ended.
  ///
  /// @param engine belongs to the layer from now on, also when this fails
  static Transport upgrade(Transport lower, Protocol upper, SSLEngine engine) throws IOException {
    if (lower.isClosing()) {
      ReferenceCountUtil.release(engine);
      throw new SocketException("the connection is lost");
    }
    var layer = new TlsLayer(lower, upper, engine);
    lower.setProtocol(layer);
    layer.start();
    try {
      var _ = Tasks.timeout(HANDSHAKE_LIMIT, _ -> layer.handshaken.await());
    } catch (TimeoutException _) {
      throw new SSLException(
          "no end of the TLS handshake in " + HANDSHAKE_LIMIT.toSeconds() + " s");
    }
    if (layer.failure != null) {
      throw layer.failure;
    }
    return layer;
  }

  private void start() {
    try {
      engine.beginHandshake();
      pump();
    } catch (SSLException e) {
      fail(e);
    }
    lower.resumeReading();
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    if (state == State.OVER) {
      return;
    }
    arrived.compact();
    if (arrived.remaining() < data.remaining()) {
      arrived.flip();
      arrived = ByteBuffer.allocate(arrived.remaining() + data.remaining()).put(arrived);
    }
    arrived.put(data).flip();
    pumpOrFail();
  }

  private void pumpOrFail() {
    try {
      pump();
    } catch (SSLException e) {
      fail(e);
    }
  }

  /// Lets the engine do what it can with what has arrived.
  private void pump() throws SSLException {
    boolean goesOn = true;
    while (goesOn && state != State.OVER) {
      goesOn =
          switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> !engine.isOutboundDone() && encrypt(NOTHING);
            case NEED_TASK -> runTasks();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> decryptOne();
            case FINISHED, NOT_HANDSHAKING -> {
              open();
              yield !readingPaused && decryptOne();
            }
          };
    }
  }

  private void open() {
    if (state == State.HANDSHAKE) {
      state = State.OPEN;
      complete();
    }
  }

  /// Decrypts one record and hands it up.
  ///
  /// @return whether there may be more to do
  private boolean decryptOne() throws SSLException {
    while (true) {
      decrypted.clear();
      var result = engine.unwrap(arrived, decrypted);
      decrypted.flip();
      switch (result.getStatus()) {
        case OK -> {
          if (decrypted.hasRemaining()) {
            // BoringSSL may end the handshake and decrypt the first record in one call.
            open();
            if (state == State.OPEN) {
              upper.dataReceived(decrypted);
            }
          }
          return progressed(result);
        }
        case CLOSED -> {
          peerEnded();
          return false;
        }
        case BUFFER_OVERFLOW ->
            decrypted =
                ByteBuffer.allocate(
                    decrypted.capacity() + engine.getSession().getApplicationBufferSize());
        case BUFFER_UNDERFLOW -> {
          // BoringSSL tells of the end of the handshake only when it is asked without input.
          return state == State.HANDSHAKE
              && result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        }
      }
    }
  }

  private boolean progressed(SSLEngineResult result) {
    return result.bytesConsumed() > 0
        || result.bytesProduced() > 0
        || switch (result.getHandshakeStatus()) {
          case NEED_WRAP, NEED_TASK -> true;
          case FINISHED -> state == State.HANDSHAKE;
          case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING -> false;
        };
  }

  /// In place: some public-key operations, about a millisecond.
  private boolean runTasks() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
    return true;
  }

  /// Encrypts one record and writes it below.
  ///
  /// @return whether there may be more to do
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
        lower.write(leaving);
      }
      return result.bytesProduced() > 0
          || result.bytesConsumed() > 0
          || result.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
    }
  }

  /// The peer has said farewell, or has just gone.
  private void peerEnded() {
    if (state == State.HANDSHAKE) {
      fail(new SSLException("the peer ended the connection within the TLS handshake"));
    } else if (state == State.FAREWELL) {
      lower.close();
    } else if (state == State.OPEN && !upperEnded) {
      // TLS ends both directions: what the protocol answers makes no difference.
      upperEnded = true;
      var _ = upper.eofReceived();
      close();
      lower.close();
    }
  }

  @Override
  public boolean eofReceived() {
    if (state == State.OPEN && readingPaused && arrived.hasRemaining()) {
      // First comes what has arrived before.
      lowerEnded = true;
      return true;
    }
    peerEnded();
    return true;
  }

  private void fail(IOException cause) {
    if (failure == null) {
      failure = cause;
    }
    sendAlert();
    if (state == State.HANDSHAKE) {
      complete();
    } else if (state == State.OPEN) {
      // What has failed is told to the peer and, by the loss, to the protocol.
      sayFarewell();
      lower.close();
    } else {
      lower.abort();
    }
  }

  private void sayFarewell() {
    state = State.FAREWELL;
    farewell = loop.callLater(FAREWELL_LIMIT, lower::abort);
  }

  /// Sends why it has failed, if the engine has something to say about it.
  private void sendAlert() {
    try {
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        encrypt(NOTHING);
      }
    } catch (SSLException _) {
      // The same failure once more.
    }
  }

  private void complete() {
    if (!handshaken.isDone()) {
      handshaken.setResult(true);
    }
  }

  @Override
  public void connectionLost(@Nullable Exception cause) {
    if (state == State.OVER) {
      return;
    }
    if (failure == null && cause instanceof IOException broken) {
      failure = broken;
    }
    if (failure == null && state == State.HANDSHAKE) {
      failure = new SSLException("the connection ended within the TLS handshake");
    }
    state = State.OVER;
    if (farewell != null) {
      farewell.cancel();
    }
    ReferenceCountUtil.release(engine);
    complete();
    upper.connectionLost(failure == null ? cause : failure);
  }

  @Override
  public void pauseWriting() {
    if (state != State.HANDSHAKE) {
      upper.pauseWriting();
    }
  }

  @Override
  public void resumeWriting() {
    if (state != State.HANDSHAKE) {
      upper.resumeWriting();
    }
  }

  @Override
  public void write(ByteBuffer src) {
    try {
      while (src.hasRemaining() && state == State.OPEN) {
        int before = src.remaining();
        boolean goesOn = encrypt(src);
        if (!goesOn || (src.remaining() == before && leaving.limit() == 0)) {
          throw new SSLException("the TLS connection takes no more");
        }
      }
    } catch (SSLException e) {
      fail(e);
    }
    src.position(src.limit());
  }

  /// Not in TLS, whose end is that of both directions.
  @Override
  public void writeEof() {
    throw new UnsupportedOperationException(
        "TLS cannot end one direction: close the connection, or tell the end in what is written");
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      sayFarewell();
      engine.closeOutbound();
      try {
        while (!engine.isOutboundDone() && encrypt(NOTHING)) {}
      } catch (SSLException e) {
        fail(e);
        return;
      }
      // The peer's answer is awaited, or what it still sends would reset what was sent to it.
      readingPaused = false;
      lower.resumeReading();
      queuePump();
    } else if (state == State.HANDSHAKE) {
      lower.close();
    }
  }

  @Override
  public void abort() {
    lower.abort();
  }

  @Override
  public boolean isClosing() {
    return state == State.FAREWELL || state == State.OVER || lower.isClosing();
  }

  @Override
  public void pauseReading() {
    readingPaused = true;
    lower.pauseReading();
  }

  @Override
  public void resumeReading() {
    readingPaused = false;
    lower.resumeReading();
    queuePump();
  }

  /// Goes on with what had arrived, outside of the protocol's call.
  private void queuePump() {
    if (!pumpQueued) {
      pumpQueued = true;
      loop.callSoon(() -> {
        pumpQueued = false;
        pumpOrFail();
        if (lowerEnded && !readingPaused) {
          peerEnded();
        }
      });
    }
  }

  @Override
  public boolean isReading() {
    return state == State.OPEN && !readingPaused && !upperEnded;
  }

  @Override
  public void setWriteBufferLimits(int highBytes, int lowBytes) {
    lower.setWriteBufferLimits(highBytes, lowBytes);
  }

  @Override
  public long writeBufferBytes() {
    return lower.writeBufferBytes();
  }

  @Override
  public Protocol protocol() {
    return upper;
  }

  @Override
  public void setProtocol(Protocol protocol) {
    upper = protocol;
  }

  @Override
  public SocketAddress localAddress() {
    return lower.localAddress();
  }

  @Override
  public SocketAddress remoteAddress() {
    return lower.remoteAddress();
  }
}
