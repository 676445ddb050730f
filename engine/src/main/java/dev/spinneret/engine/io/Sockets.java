package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopLocal;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sockets of one loop, at every level: descriptors, connections, protocols, streams.
///
/// Everything is called on the loop's thread; what suspends is called in a task and says so.
public abstract class Sockets implements Network {
  /// How much a transport reads in one call.
  private static final int READ_BUFFER_BYTES = 64 * 1024;

  private static final LoopLocal<Sockets> OF_LOOP = LoopLocal.of(Sockets::create);

  private final EventLoop loop;
  private final Watches readers;
  private final Watches writers;
  private @Nullable ByteBuffer readBuffer;

  /// Creates the sockets of a loop.
  ///
  /// @param loop the loop
  protected Sockets(EventLoop loop) {
    this.loop = loop;
    this.readers = new Watches(loop);
    this.writers = new Watches(loop);
  }

  /// The sockets of a loop.
  ///
  /// @param loop a loop with one of this module's pollers
  /// @return always the same for a loop
  /// @throws IllegalArgumentException if the loop's poller has no sockets
  /// @throws IllegalStateException if the loop is closed and has never had sockets
  public static Sockets of(EventLoop loop) {
    return OF_LOOP.get(loop);
  }

  private static Sockets create(EventLoop loop) {
    return switch (loop.poller()) {
      case EpollPoller epoll -> new EpollSockets(loop, epoll);
      case NioPoller nio -> new NioSockets(loop, nio);
      default ->
          throw new IllegalArgumentException(
              "no sockets for a " + loop.poller().getClass().getSimpleName());
    };
  }

  /// The loop that they belong to.
  ///
  /// @return its loop
  public final EventLoop loop() {
    return loop;
  }

  /// Starts to connect. Does not suspend.
  ///
  /// @param remote internet address, resolved, or path of a Unix socket
  /// @param local the address to bind to; null lets the system choose
  /// @return a descriptor that becomes writable when the connect has finished
  /// @throws IOException if the system refuses at once
  /// @throws IllegalArgumentException if addresses of this type are not supported
  protected abstract StreamDescriptor startConnect(
      SocketAddress remote, @Nullable SocketAddress local) throws IOException;

  /// Starts to listen. Does not suspend.
  ///
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket,
  ///   whose file is removed on close; an existing socket file is replaced
  /// @param backlog how many connections may wait to be accepted
  /// @param reusePort whether several listeners may share the port
  /// @return a descriptor that becomes readable when a connection waits
  /// @throws IOException if the address is in use or not permitted
  protected abstract ListeningDescriptor startListen(
      SocketAddress at, int backlog, boolean reusePort) throws IOException;

  @Override
  public final Connection connect(
      InetSocketAddress remote, @Nullable InetSocketAddress local, long deadlineAtNanos)
      throws IOException {
    return new Connection(loop, sockConnect(remote, local, deadlineAtNanos));
  }

  @Override
  public final Listener listen(InetSocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    checkOpen();
    return new Listener(loop, startListen(at, backlog, reusePort));
  }

  /// Connects a descriptor, suspending until that has succeeded or failed.
  ///
  /// @param remote internet address, resolved, or path of a Unix socket
  /// @param local the address to bind to; null lets the system choose
  /// @param deadlineAtNanos the latest instant on the loop's clock, or [Connection#NO_DEADLINE]
  /// @return the descriptor, which the caller closes
  /// @throws java.net.SocketTimeoutException at the deadline
  /// @throws IOException if the peer refuses or cannot be reached
  public final StreamDescriptor sockConnect(
      SocketAddress remote, @Nullable SocketAddress local, long deadlineAtNanos)
      throws IOException {
    checkOpen();
    var descriptor = startConnect(remote, local);
    try {
      new Connection(loop, descriptor).finishConnect(deadlineAtNanos);
      return descriptor;
    } catch (Throwable t) {
      descriptor.close();
      throw t;
    }
  }

  /// Accepts the next connection of a listening descriptor, suspending until there is one.
  ///
  /// @param descriptor a listening descriptor
  /// @return the connection's descriptor, which the caller closes
  /// @throws IOException if it is closed, or no file descriptor is left
  public final StreamDescriptor sockAccept(ListeningDescriptor descriptor) throws IOException {
    return new Listener(loop, descriptor).acceptDescriptor();
  }

  /// Receives the bytes that have arrived, suspending until there is one or the stream has ended.
  ///
  /// @param descriptor a connected descriptor
  /// @param dst a buffer with room
  /// @return how many bytes; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  public final int sockRecv(StreamDescriptor descriptor, ByteBuffer dst) throws IOException {
    return new Connection(loop, descriptor).read(dst);
  }

  /// Sends all of `src`, suspending while the peer accepts no more.
  ///
  /// @param descriptor a connected descriptor
  /// @param src empty afterwards
  /// @throws IOException if the connection is broken or closed
  public final void sockSendall(StreamDescriptor descriptor, ByteBuffer src) throws IOException {
    new Connection(loop, descriptor).write(src);
  }

  /// Opens a listening descriptor. Does not suspend.
  ///
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param options backlog and sharing of the port
  /// @return the descriptor, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  public final ListeningDescriptor sockListen(SocketAddress at, ServerOptions options)
      throws IOException {
    checkOpen();
    return startListen(at, options.backlog(), options.reusePort());
  }

  /// Calls `callback` in every turn in which a read or an accept may succeed, until
  /// [#removeReader].
  ///
  /// @param descriptor a descriptor of this loop, which no task reads
  /// @param callback replaces an earlier one
  public final void addReader(Descriptor descriptor, Runnable callback) {
    readers.set(descriptor, descriptor::whenReadable, callback);
  }

  /// Removes the callback of [#addReader].
  ///
  /// @param descriptor the descriptor
  /// @return whether there was a callback
  public final boolean removeReader(Descriptor descriptor) {
    return readers.remove(descriptor);
  }

  /// Calls `callback` in every turn in which a write may succeed, until [#removeWriter].
  ///
  /// @param descriptor a descriptor of this loop, to which no task writes
  /// @param callback replaces an earlier one
  public final void addWriter(StreamDescriptor descriptor, Runnable callback) {
    writers.set(descriptor, descriptor::whenWritable, callback);
  }

  /// Removes the callback of [#addWriter].
  ///
  /// @param descriptor the descriptor
  /// @return whether there was a callback
  public final boolean removeWriter(StreamDescriptor descriptor) {
    return writers.remove(descriptor);
  }

  /// Looks up the addresses of a host on another thread. Does not suspend.
  ///
  /// @param host a name, or an address, which is returned at once
  /// @param port the port of the results
  /// @return a future of at least one address, in the system's order; fails with
  ///   [UnknownHostException][java.net.UnknownHostException]
  public final Future<List<InetSocketAddress>> getaddrinfo(String host, int port) {
    var literal = Resolver.literal(host);
    if (literal == null) {
      return loop.runInExecutor(Resolver.EXECUTOR, () -> Resolver.resolve(host, port));
    }
    Future<List<InetSocketAddress>> known = loop.createFuture();
    known.setResult(List.of(new InetSocketAddress(literal, port)));
    return known;
  }

  /// Looks up the addresses of a host in one family and for one use, on another thread. Does not
  /// suspend.
  ///
  /// @param host a name or an address
  /// @param port the port of the results
  /// @param family the family of addresses
  /// @param type the use; null for all, and then each address is returned once for each use
  /// @return a future of at least one address, in the system's order; fails with
  ///   [UnknownHostException][java.net.UnknownHostException], also if the host has addresses of the
  ///   other family only
  public final Future<List<AddressInfo>> getaddrinfo(
      String host, int port, AddressFamily family, @Nullable SocketType type) {
    return loop.runInExecutor(Resolver.EXECUTOR, () -> Resolver.resolve(host, port, family, type));
  }

  /// Connects to a host, trying its addresses one after the other, and creates a protocol for the
  /// connection. Suspends until that has succeeded or failed.
  ///
  /// @param protocol creates the protocol once the connection is established
  /// @param host a name or an address
  /// @param port the port
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if the host is unknown, or the last of its addresses failed
  @SuppressWarnings("ReferenceEquality") // A failure must not be added to itself as suppressed.
  public final <P extends Protocol> ProtocolConnection<P> createConnection(
      Supplier<? extends P> protocol, String host, int port) throws IOException {
    IOException failure = null;
    for (var address : resolve(host, port)) {
      try {
        return createConnection(protocol, address);
      } catch (IOException e) {
        if (failure != null && failure != e) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure == null ? new UnknownHostException(host) : failure;
  }

  /// Connects to an address and creates a protocol for the connection. Suspends until that has
  /// succeeded or failed.
  ///
  /// @param protocol creates the protocol once the connection is established
  /// @param remote internet address, resolved, or path of a Unix socket
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if the peer refuses or cannot be reached
  public final <P extends Protocol> ProtocolConnection<P> createConnection(
      Supplier<? extends P> protocol, SocketAddress remote) throws IOException {
    var descriptor = sockConnect(remote, null, Connection.NO_DEADLINE);
    return adopt(protocol, descriptor);
  }

  /// Starts a server that creates a protocol for every connection. Does not suspend.
  ///
  /// @param protocols creates the protocol of each connection
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param options backlog and sharing of the port
  /// @return the server, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  public final Server createServer(
      Supplier<? extends Protocol> protocols, SocketAddress at, ServerOptions options)
      throws IOException {
    return new Server(this, sockListen(at, options), protocols, options.backlog());
  }

  /// Starts a server that creates a protocol for every connection. Suspends while the host is
  /// looked up.
  ///
  /// @param protocols creates the protocol of each connection
  /// @param host a name, whose first address is used, or an address; empty for every address of
  ///   this machine
  /// @param port the port; 0 lets the system choose
  /// @return the server, which the caller closes
  /// @throws IOException if the host is unknown, or the address is in use or not permitted
  public final Server createServer(Supplier<? extends Protocol> protocols, String host, int port)
      throws IOException {
    return createServer(protocols, listeningAddress(host, port), ServerOptions.DEFAULT);
  }

  /// The address at which a server of a host listens. Suspends while the host is looked up.
  ///
  /// @param host a name, whose first address is used, or an address; empty for every address of
  ///   this machine
  /// @param port the port
  /// @return the address to bind to
  /// @throws UnknownHostException if the host is unknown
  public final InetSocketAddress listeningAddress(String host, int port) throws IOException {
    return host.isEmpty() ? new InetSocketAddress(port) : resolve(host, port).getFirst();
  }

  /// Connects to a Unix socket and creates a protocol for the connection. Suspends until that has
  /// succeeded or failed.
  ///
  /// @param protocol creates the protocol once the connection is established
  /// @param path the path on which the server listens
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if no server listens there
  public final <P extends Protocol> ProtocolConnection<P> createUnixConnection(
      Supplier<? extends P> protocol, Path path) throws IOException {
    return createConnection(protocol, UnixDomainSocketAddress.of(path));
  }

  /// Starts a server on a Unix socket that creates a protocol for every connection. Does not
  /// suspend.
  ///
  /// An existing socket file is replaced, since the end of a process leaves it behind; closing the
  /// server removes the file.
  ///
  /// @param protocols creates the protocol of each connection
  /// @param path the path of the socket; access is limited by the folder and the umask
  /// @return the server, which the caller closes
  /// @throws IOException if another kind of file exists there, or the file cannot be created
  public final Server createUnixServer(Supplier<? extends Protocol> protocols, Path path)
      throws IOException {
    return createServer(protocols, UnixDomainSocketAddress.of(path), ServerOptions.DEFAULT);
  }

  /// Creates a transport and a protocol for a connected descriptor. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param descriptor belongs to the transport from now on, even if this fails
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  public final <P extends Protocol> ProtocolConnection<P> adopt(
      Supplier<? extends P> protocol, StreamDescriptor descriptor) {
    try {
      P made = protocol.get();
      var transport = new SocketTransport(this, descriptor, made, _ -> {});
      transport.start();
      return new ProtocolConnection<>(transport, made);
    } catch (Exception e) {
      descriptor.close();
      throw e;
    }
  }

  /// Inserts a layer such as TLS between a transport and its protocol. Suspends while it
  /// negotiates.
  ///
  /// @param transport the transport, whose reading is paused meanwhile
  /// @param upgrade creates the layer
  /// @return the transport to write to from now on; the layer uses the original one
  /// @throws IOException if the negotiation fails; the transport is then aborted
  public final Transport startTls(Transport transport, TransportUpgrade upgrade)
      throws IOException {
    transport.pauseReading();
    try {
      return upgrade.upgrade(transport, transport.protocol());
    } catch (Throwable t) {
      transport.abort();
      throw t;
    }
  }

  /// Throws if the loop is closed, since its poller cannot register descriptors.
  private void checkOpen() {
    if (loop.isClosed()) {
      throw new IllegalStateException("the event loop is closed");
    }
  }

  /// The buffer that every transport of the loop reads into, cleared.
  final ByteBuffer readBuffer() {
    var buffer = readBuffer;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
      readBuffer = buffer;
    }
    return buffer.clear();
  }

  /// Looks up the addresses of a host, suspending until the system has answered.
  ///
  /// @param host a name or an address
  /// @param port the port of the results
  /// @return at least one, in the system's order
  /// @throws UnknownHostException if the host is unknown
  public final List<InetSocketAddress> resolve(String host, int port) throws IOException {
    return getaddrinfo(host, port).<IOException>await();
  }
}
