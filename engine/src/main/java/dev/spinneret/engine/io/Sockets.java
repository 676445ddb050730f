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
  /// How much a transport reads in one go.
  private static final int READ_BUFFER_BYTES = 64 * 1024;

  private static final LoopLocal<Sockets> OF_LOOP = LoopLocal.of(Sockets::create);

  private final EventLoop loop;
  private final Watches readers;
  private final Watches writers;
  private @Nullable ByteBuffer readBuffer;

  /// Creates the sockets of a loop.
  ///
  /// @param loop whose tasks use them
  protected Sockets(EventLoop loop) {
    this.loop = loop;
    this.readers = new Watches(loop);
    this.writers = new Watches(loop);
  }

  /// The sockets that fit the loop's poller.
  ///
  /// @param loop a loop with a poller of ours
  /// @return its sockets, always the same
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

  /// Begins to connect. Does not suspend.
  ///
  /// @param remote internet address, resolved, or path of a Unix socket
  /// @param local the address to bind to; null lets the system choose
  /// @return becomes writable when the connect has ended
  /// @throws IOException if the system refuses at once
  /// @throws IllegalArgumentException if there are no such addresses here
  protected abstract StreamDescriptor startConnect(
      SocketAddress remote, @Nullable SocketAddress local) throws IOException;

  /// Begins to listen. Does not suspend.
  ///
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket,
  ///   whose file is removed by the close; a socket's file that is there already is replaced
  /// @param backlog how many connections may wait to be accepted
  /// @param reusePort whether several listeners may share the port
  /// @return becomes readable when a connection waits
  /// @throws IOException if the address is taken or may not be used
  protected abstract ListeningDescriptor startListen(
      SocketAddress at, int backlog, boolean reusePort) throws IOException;

  @Override
  public final Connection connect(
      InetSocketAddress remote, @Nullable InetSocketAddress local, long deadlineAtNanos)
      throws IOException {
    return new SocketConnection(loop, sockConnect(remote, local, deadlineAtNanos));
  }

  @Override
  public final Listener listen(InetSocketAddress at, int backlog, boolean reusePort)
      throws IOException {
    checkOpen();
    return new SocketListener(loop, startListen(at, backlog, reusePort));
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
      new SocketConnection(loop, descriptor).finishConnect(deadlineAtNanos);
      return descriptor;
    } catch (Throwable t) {
      descriptor.close();
      throw t;
    }
  }

  /// Takes the next connection of a listening descriptor, suspending until there is one.
  ///
  /// @param descriptor listens
  /// @return the connection's descriptor, which the caller closes
  /// @throws IOException if it is closed, or the process has no descriptor left
  public final StreamDescriptor sockAccept(ListeningDescriptor descriptor) throws IOException {
    return new SocketListener(loop, descriptor).acceptDescriptor();
  }

  /// Receives what is there, suspending until it is at least one byte or the peer has ended.
  ///
  /// @param descriptor connected
  /// @param dst has room
  /// @return how many bytes; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  public final int sockRecv(StreamDescriptor descriptor, ByteBuffer dst) throws IOException {
    return new SocketConnection(loop, descriptor).read(dst);
  }

  /// Sends all of `src`, suspending while the peer takes no more.
  ///
  /// @param descriptor connected
  /// @param src is empty afterwards
  /// @throws IOException if the connection is broken or closed
  public final void sockSendall(StreamDescriptor descriptor, ByteBuffer src) throws IOException {
    new SocketConnection(loop, descriptor).write(src);
  }

  /// Opens a listening descriptor. Does not suspend.
  ///
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param options backlog and sharing of the port
  /// @return the descriptor, which the caller closes
  /// @throws IOException if the address is taken or may not be used
  public final ListeningDescriptor sockListen(SocketAddress at, ServerOptions options)
      throws IOException {
    checkOpen();
    return startListen(at, options.backlog(), options.reusePort());
  }

  /// Has `callback` called in every turn in which a read or an accept may succeed, until
  /// [#removeReader].
  ///
  /// @param descriptor of this loop, read by nobody else
  /// @param callback replaces the one that was there
  public final void addReader(Descriptor descriptor, Runnable callback) {
    readers.set(descriptor, descriptor::whenReadable, callback);
  }

  /// Ends what [#addReader] began.
  ///
  /// @param descriptor as it was added
  /// @return whether there was a callback
  public final boolean removeReader(Descriptor descriptor) {
    return readers.remove(descriptor);
  }

  /// Has `callback` called in every turn in which a write may succeed, until [#removeWriter].
  ///
  /// @param descriptor of this loop, written by nobody else
  /// @param callback replaces the one that was there
  public final void addWriter(StreamDescriptor descriptor, Runnable callback) {
    writers.set(descriptor, descriptor::whenWritable, callback);
  }

  /// Ends what [#addWriter] began.
  ///
  /// @param descriptor as it was added
  /// @return whether there was a callback
  public final boolean removeWriter(StreamDescriptor descriptor) {
    return writers.remove(descriptor);
  }

  /// Asks the system for the addresses of a host, on another thread.
  ///
  /// @param host a name, or an address, which is answered at once
  /// @param port goes into the result
  /// @return at least one, in the system's order; fails with
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

  /// Asks the system for the addresses of a host of one family and for one use, on another thread.
  ///
  /// @param host a name or an address
  /// @param port goes into the result
  /// @param family which addresses are wanted
  /// @param type what for; null for everything, and then each address comes once for each use
  /// @return at least one, in the system's order; fails with
  ///   [UnknownHostException][java.net.UnknownHostException], also if the host has addresses of the
  ///   other family only
  public final Future<List<AddressInfo>> getaddrinfo(
      String host, int port, AddressFamily family, @Nullable SocketType type) {
    return loop.runInExecutor(Resolver.EXECUTOR, () -> Resolver.resolve(host, port, family, type));
  }

  /// Connects to a host, to one of its addresses after the other, and gives the connection a
  /// protocol. Suspends until that has succeeded or failed.
  ///
  /// @param protocol makes the protocol once the connection stands
  /// @param host a name or an address
  /// @param port the port
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if the host is not known, or the last of its addresses failed
  @SuppressWarnings("ReferenceEquality") // A failure must not suppress itself.
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

  /// Connects to an address and gives the connection a protocol. Suspends until that has succeeded
  /// or failed.
  ///
  /// @param protocol makes the protocol once the connection stands
  /// @param remote internet address, resolved, or path of a Unix socket
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if the peer refuses or cannot be reached
  public final <P extends Protocol> ProtocolConnection<P> createConnection(
      Supplier<? extends P> protocol, SocketAddress remote) throws IOException {
    var descriptor = sockConnect(remote, null, Connection.NO_DEADLINE);
    return adopt(protocol, descriptor);
  }

  /// Listens, and gives every connection a protocol. Does not suspend.
  ///
  /// @param protocols makes a protocol for each connection
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param options backlog and sharing of the port
  /// @return the server, which the caller closes
  /// @throws IOException if the address is taken or may not be used
  public final Server createServer(
      Supplier<? extends Protocol> protocols, SocketAddress at, ServerOptions options)
      throws IOException {
    return new Server(this, sockListen(at, options), protocols, options.backlog());
  }

  /// Listens at a host, and gives every connection a protocol. Suspends while the host is looked
  /// up.
  ///
  /// @param protocols makes a protocol for each connection
  /// @param host a name, the first of whose addresses is taken, or an address; empty for every
  ///   address of this machine
  /// @param port the port; 0 lets the system choose
  /// @return the server, which the caller closes
  /// @throws IOException if the host is not known, or the address is taken or may not be used
  public final Server createServer(Supplier<? extends Protocol> protocols, String host, int port)
      throws IOException {
    return createServer(protocols, listeningAddress(host, port), ServerOptions.DEFAULT);
  }

  /// The address at which a server of a host listens. Suspends while the host is looked up.
  ///
  /// @param host a name, the first of whose addresses is taken, or an address; empty for every
  ///   address of this machine
  /// @param port the port
  /// @return an address of this machine, if the host is one of its names
  /// @throws UnknownHostException if the host is not known
  public final InetSocketAddress listeningAddress(String host, int port) throws IOException {
    return host.isEmpty() ? new InetSocketAddress(port) : resolve(host, port).getFirst();
  }

  /// Connects to a Unix socket and gives the connection a protocol. Suspends until that has
  /// succeeded or failed.
  ///
  /// @param protocol makes the protocol once the connection stands
  /// @param path where the server listens
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if nobody listens there
  public final <P extends Protocol> ProtocolConnection<P> createUnixConnection(
      Supplier<? extends P> protocol, Path path) throws IOException {
    return createConnection(protocol, UnixDomainSocketAddress.of(path));
  }

  /// Listens on a Unix socket, and gives every connection a protocol. Does not suspend.
  ///
  /// A socket's file that is there already is replaced, since the end of a process leaves it
  /// behind; the close of the server removes it.
  ///
  /// @param protocols makes a protocol for each connection
  /// @param path where to listen; its access rights are those of the folder and of the umask
  /// @return the server, which the caller closes
  /// @throws IOException if another kind of file is there, or may not be made
  public final Server createUnixServer(Supplier<? extends Protocol> protocols, Path path)
      throws IOException {
    return createServer(protocols, UnixDomainSocketAddress.of(path), ServerOptions.DEFAULT);
  }

  /// Gives a descriptor that is connected a transport and a protocol. Does not suspend.
  ///
  /// @param protocol makes the protocol
  /// @param descriptor belongs to the transport from now on, also when this fails
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

  /// Puts a layer such as TLS between a transport and its protocol. Suspends while it negotiates.
  ///
  /// @param transport its reading is paused meanwhile
  /// @param upgrade makes the layer
  /// @return what to write to from now on; the transport that was given is the layer's
  /// @throws IOException if the peer does not agree; the transport is then aborted
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

  /// Refuses a closed loop, whose poller can register nothing.
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

  /// Asks the system for the addresses of a host, suspending until it has answered.
  ///
  /// @param host a name or an address
  /// @param port goes into the result
  /// @return at least one, in the system's order
  /// @throws UnknownHostException if the host is not known
  public final List<InetSocketAddress> resolve(String host, int port) throws IOException {
    return getaddrinfo(host, port).<IOException>await();
  }
}
