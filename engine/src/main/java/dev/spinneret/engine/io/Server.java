package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// A listening socket that creates a protocol for every connection.
///
/// Closing it ends the listening; open connections continue until [#closeClients] or
/// [#abortClients]. Used on the loop's thread.
public final class Server implements AutoCloseable {
  /// How long it waits if no file descriptor is left.
  private static final Duration ACCEPT_RETRY_DELAY = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final Sockets sockets;
  private final ListeningDescriptor descriptor;
  private final Supplier<? extends Protocol> protocols;
  private final int acceptsPerTurn;
  private final SocketAddress address;
  private final Set<SocketTransport> clients = new LinkedHashSet<>();
  private final List<Future<Boolean>> closeWaiters = new ArrayList<>();

  Server(
      Sockets sockets,
      ListeningDescriptor descriptor,
      Supplier<? extends Protocol> protocols,
      int acceptsPerTurn) {
    this.loop = sockets.loop();
    this.sockets = sockets;
    this.descriptor = descriptor;
    this.protocols = protocols;
    this.acceptsPerTurn = acceptsPerTurn;
    this.address = descriptor.localAddress();
    awaitConnection();
  }

  /// The address on which it listens, or did.
  ///
  /// @return address and port; the actual port if 0 was requested
  /// @throws IllegalStateException if it listens on a Unix socket
  public InetSocketAddress address() {
    if (address instanceof InetSocketAddress internet) {
      return internet;
    }
    throw new IllegalStateException("a server on a Unix socket has no port: " + address);
  }

  /// The address on which it listens, or did.
  ///
  /// @return internet address and port, or the path of a Unix socket
  public SocketAddress localAddress() {
    return address;
  }

  /// Whether it accepts connections.
  ///
  /// @return false after [#close]
  public boolean isServing() {
    return descriptor.isOpen();
  }

  /// How many of its connections are open.
  ///
  /// @return 0 or more
  public int clientCount() {
    return clients.size();
  }

  /// Stops listening. Does not suspend; a second call does nothing.
  @Override
  public void close() {
    if (descriptor.isOpen()) {
      descriptor.close();
      wakeIfOver();
    }
  }

  /// Closes every open connection once its output has been sent.
  public void closeClients() {
    List.copyOf(clients).forEach(Transport::close);
  }

  /// Resets every open connection.
  public void abortClients() {
    List.copyOf(clients).forEach(Transport::abort);
  }

  /// Suspends the current task until the server is closed and its last connection has ended.
  public void waitClosed() {
    while (descriptor.isOpen() || !clients.isEmpty()) {
      Future<Boolean> over = loop.createFuture();
      closeWaiters.add(over);
      over.await();
    }
  }

  /// Suspends the current task until it is cancelled or the server is closed; then closes the
  /// server.
  public void serveForever() {
    try {
      waitClosed();
    } finally {
      close();
    }
  }

  private void awaitConnection() {
    descriptor.whenReadable(() -> loop.callSoon(this::acceptSome));
  }

  private void acceptSome() {
    try {
      for (int i = 0; i < acceptsPerTurn && descriptor.isOpen(); i++) {
        var accepted = descriptor.accept();
        if (accepted == null) {
          break;
        }
        begin(accepted);
      }
    } catch (IOException e) {
      loop.callLater(ACCEPT_RETRY_DELAY, this::acceptAgain);
      throw new UncheckedIOException("the server cannot accept for now", e);
    }
    acceptAgain();
  }

  private void acceptAgain() {
    if (descriptor.isOpen()) {
      awaitConnection();
    }
  }

  /// A protocol that fails at once ends its own connection only.
  private void begin(StreamDescriptor accepted) {
    loop.callSoon(() -> {
      try {
        var transport = new SocketTransport(sockets, accepted, protocols.get(), this::forget);
        clients.add(transport);
        transport.start();
      } catch (Exception e) {
        accepted.close();
        throw e;
      }
    });
  }

  private void forget(SocketTransport client) {
    clients.remove(client);
    wakeIfOver();
  }

  private void wakeIfOver() {
    if (!descriptor.isOpen() && clients.isEmpty()) {
      closeWaiters.forEach(over -> {
        if (!over.isDone()) {
          over.setResult(true);
        }
      });
      closeWaiters.clear();
    }
  }
}
