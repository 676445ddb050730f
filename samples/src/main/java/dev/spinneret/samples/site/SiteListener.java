package dev.spinneret.samples.site;

import dev.spinneret.engine.io.Listener;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.sync.Queue;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Where one host of a site takes connections, encrypted or not. Used by one task.
interface SiteListener extends AutoCloseable {
  /// Takes the next connection, suspending until there is one.
  SiteConnection accept() throws IOException;

  InetSocketAddress address();

  @Override
  void close();

  /// Connections as they are.
  static SiteListener of(Listener listener) {
    return new SiteListener() {
      @Override
      public SiteConnection accept() throws IOException {
        return SiteConnection.of(listener.accept());
      }

      @Override
      public InetSocketAddress address() {
        return listener.address();
      }

      @Override
      public void close() {
        listener.close();
      }
    };
  }

  /// Connections whose layer has been negotiated; one whose client does not agree is dropped.
  ///
  /// @throws IOException if the address is taken
  static SiteListener secured(InetSocketAddress at, int backlog, TransportUpgrade security)
      throws IOException {
    var loop = EventLoop.current();
    var ready = new Queue<SiteConnection>(Queue.UNBOUNDED);
    var server =
        Streams.startServer(
            (reader, writer) -> {
              Future<Boolean> closed = loop.createFuture();
              ready.put(SiteConnection.of(reader, writer, closed));
              closed.await(); // a handler's connection ends with it
            },
            at,
            security,
            new ServerOptions(backlog, false));
    return new SiteListener() {
      @Override
      public SiteConnection accept() {
        return ready.get();
      }

      @Override
      public InetSocketAddress address() {
        return server.address();
      }

      @Override
      public void close() {
        server.close();
        server.abortClients();
      }
    };
  }
}
