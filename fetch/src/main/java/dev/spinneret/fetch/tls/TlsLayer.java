package dev.spinneret.fetch.tls;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopLocal;
import dev.spinneret.engine.loop.TimerHandle;
import dev.spinneret.engine.poll.Spares;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS between a transport and its protocol: the protocol of the lower transport, and the transport
/// of the upper protocol.
///
/// ```
///              finished          close, peer's end             lower lost
///   handshake ──────────▶ open ────────────────────▶ closing ────────────▶ over
///       │ failure, end      │ failure, abort                       ▲
///       └───────────────────┴──────────────────────────────────────┘
/// ```
///
/// What is written is encrypted at once and waits, if it has to, in the lower transport's buffer,
/// whose marks hold the upper protocol back. What arrives is decrypted as long as the upper
/// protocol reads; when it pauses, the rest of what had arrived waits encrypted (as much as the
/// lower transport delivers at once). The engine is closed when the lower transport is lost, or
/// with the loop: a transport that is open then is not reported as lost any more.
final class TlsLayer implements Protocol, Transport {
  /// How long the handshake and the exchange of close_notify may take: asyncio's times.
  static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(60);

  private static final int PLAIN_BYTES = 16 * 1024;
  private static final Spares<ByteBuffer> PLAIN =
      new Spares<>(16, () -> ByteBuffer.allocate(PLAIN_BYTES));
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  /// Those whose engine is open.
  private static final LoopLocal<Set<TlsLayer>> OPEN =
      LoopLocal.of(_ -> new HashSet<>(), all -> all.forEach(layer -> layer.engine.close()));

  private enum State {
    HANDSHAKE,
    OPEN,
    CLOSING,
    OVER
  }

  private final EventLoop loop = EventLoop.current();
  private final Transport lower;
  private final TlsEngine engine;
  private final Future<Boolean> handshaken = loop.createFuture();
  private Protocol upper;
  private State state = State.HANDSHAKE;
  private @Nullable IOException failure;
  private @Nullable TimerHandle closeTimer;
  private boolean readingPaused;
  private boolean pumpQueued;
  private boolean upperEnded;
  private boolean lowerEnded;

  /// Encrypted octets that have not been read.
  private final ArrivedOctets arrived = new ArrivedOctets();

  private TlsLayer(Transport lower, Protocol upper, TlsEngine engine) {
    this.lower = lower;
    this.upper = upper;
    this.engine = engine;
  }

  /// Puts a layer between a transport and its protocol. Suspends until the handshake has ended.
  ///
  /// @param engine belongs to the layer from now on, also when this fails
  static Transport upgrade(Transport lower, Protocol upper, TlsEngine engine) throws IOException {
    if (lower.isClosing()) {
      engine.close();
      throw new SocketException("the connection is lost");
    }
    var layer = new TlsLayer(lower, upper, engine);
    OPEN.get(layer.loop).add(layer);
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
    pumpOrFail();
    lower.resumeReading();
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    if (state == State.OVER) {
      return;
    }
    arrived.lend(data);
    pumpOrFail();
    arrived.keep();
  }

  private void pumpOrFail() {
    try {
      pump();
    } catch (SSLException e) {
      fail(e);
    }
  }

  /// Has the engine do what it can with what has arrived.
  private void pump() throws SSLException {
    if (state == State.HANDSHAKE) {
      shakeHands();
    }
    if (state == State.OPEN || state == State.CLOSING) {
      var plain = PLAIN.take();
      try {
        while (mayRead() && readOnce(plain.clear())) {
          // There is more.
        }
      } finally {
        PLAIN.give(plain);
      }
    }
  }

  private boolean mayRead() {
    return (state == State.OPEN || state == State.CLOSING)
        && !readingPaused
        && (engine.mayHaveMore() || arrived.areThere());
  }

  private void shakeHands() throws SSLException {
    boolean done;
    try {
      do {
        done = engine.handshake(arrived.octets());
      } while (!done && arrived.areThere());
    } finally {
      send();
    }
    if (done && state == State.HANDSHAKE) {
      state = State.OPEN;
      complete();
    }
  }

  /// Decrypts what fits into a buffer, and hands it up.
  ///
  /// @return whether there may be more to do
  private boolean readOnce(ByteBuffer plain) throws SSLException {
    int count;
    try {
      count = engine.read(arrived.octets(), plain);
    } finally {
      send();
    }
    if (count == TlsEngine.CLOSED) {
      peerEnded();
      return false;
    }
    if (count > 0 && state == State.OPEN) {
      upper.dataReceived(plain.flip());
    }
    return true;
  }

  /// Sends what the engine has to say.
  private void send() {
    var output = engine.output();
    if (output != null) {
      lower.write(output);
    }
  }

  /// The peer has sent close_notify, or has closed the connection without it.
  private void peerEnded() {
    if (state == State.HANDSHAKE) {
      fail(new SSLException("the peer ended the connection within the TLS handshake"));
    } else if (state == State.CLOSING) {
      lower.close();
    } else if (state == State.OPEN && !upperEnded) {
      // TLS ends both directions: what the protocol answers makes no difference.
      upperEnded = true;
      var _ = upper.eofReceived();
      close();
      lower.close();
    }
  }

  /// Whether something waits until the upper protocol reads.
  private boolean mayHaveMore() {
    return readingPaused && (engine.mayHaveMore() || arrived.areThere());
  }

  @Override
  public boolean eofReceived() {
    if (state == State.OPEN && mayHaveMore()) {
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
    send(); // an alert
    if (state == State.HANDSHAKE) {
      complete();
    } else if (state == State.OPEN) {
      // The alert informs the peer, and the loss of the connection the protocol.
      beginClosing();
      lower.close();
    } else {
      lower.abort();
    }
  }

  private void beginClosing() {
    state = State.CLOSING;
    closeTimer = loop.callLater(CLOSE_LIMIT, lower::abort);
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
    if (closeTimer != null) {
      closeTimer.cancel();
    }
    engine.close();
    OPEN.get(loop).remove(this);
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
      while (state == State.OPEN && src.hasRemaining()) {
        engine.write(src);
        send();
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
        "TLS cannot end one direction: close the connection, or mark the end in the data");
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      beginClosing();
      try {
        engine.closeNotify();
        send();
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
    return state == State.CLOSING || state == State.OVER || lower.isClosing();
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
