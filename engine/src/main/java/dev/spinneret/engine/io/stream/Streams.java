package dev.spinneret.engine.io.stream;

import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Opens connections and servers whose tasks read and write streams as if they blocked.
public final class Streams {
  private Streams() {}

  /// Connects to a host, with the sockets of the current loop. Suspends until that has succeeded or
  /// failed.
  ///
  /// @param host a name or an address
  /// @param port the port
  /// @return the streams, which the caller closes
  /// @throws IOException if the host is unknown, or the last of its addresses failed
  public static StreamConnection openConnection(String host, int port) throws IOException {
    var sockets = Sockets.of(EventLoop.current());
    var made = new ArrayList<StreamConnection>(1);
    var _ =
        sockets.createConnection(
            protocol(sockets, made, StreamReader.DEFAULT_LIMIT_BYTES), host, port);
    return made.getFirst();
  }

  /// Connects to a host and secures the connection, with the sockets of the current loop. Suspends
  /// until that has succeeded or failed.
  ///
  /// @param host a name or an address, which the peer must prove to be its own
  /// @param port the port
  /// @param security creates the layer, such as TLS
  /// @return the streams, which the caller closes
  /// @throws IOException if the host is unknown, the last of its addresses failed, or the
  ///   negotiation fails
  public static StreamConnection openConnection(String host, int port, StreamSecurity security)
      throws IOException {
    var sockets = Sockets.of(EventLoop.current());
    var made = new ArrayList<StreamConnection>(1);
    var _ =
        sockets.createConnection(
            () ->
                new StreamProtocol(
                    sockets.loop(),
                    StreamReader.DEFAULT_LIMIT_BYTES,
                    (reader, writer) -> {
                      // The layer reads from the first byte on.
                      writer.transport().pauseReading();
                      made.add(new StreamConnection(reader, writer));
                    }),
            host,
            port);
    made.getFirst().writer().startTls(sockets, security.towards(host, port));
    return made.getFirst();
  }

  /// Connects to an address. Suspends until that has succeeded or failed.
  ///
  /// @param sockets the sockets of the loop, or of a network in memory
  /// @param remote internet address, resolved, or path of a Unix socket
  /// @return the streams, which the caller closes
  /// @throws IOException if the peer refuses or cannot be reached
  public static StreamConnection openConnection(Sockets sockets, SocketAddress remote)
      throws IOException {
    var made = new ArrayList<StreamConnection>(1);
    var _ =
        sockets.createConnection(protocol(sockets, made, StreamReader.DEFAULT_LIMIT_BYTES), remote);
    return made.getFirst();
  }

  /// Connects to a Unix socket, with the sockets of the current loop. Suspends until that has
  /// succeeded or failed.
  ///
  /// @param path the path on which the server listens
  /// @return the streams, which the caller closes
  /// @throws IOException if no server listens there
  public static StreamConnection openUnixConnection(Path path) throws IOException {
    return openConnection(Sockets.of(EventLoop.current()), UnixDomainSocketAddress.of(path));
  }

  /// Starts a server on a Unix socket that serves every connection in its own task, with the
  /// sockets of the current loop. Does not suspend.
  ///
  /// @param handler the code of each task
  /// @param path the path of the socket, see [Sockets#createUnixServer]
  /// @return the server, which the caller closes
  /// @throws IOException if another kind of file exists there, or the file cannot be created
  public static Server startUnixServer(StreamHandler handler, Path path) throws IOException {
    return startServer(handler, UnixDomainSocketAddress.of(path));
  }

  /// Starts a server that serves every connection in its own task, with the sockets of the current
  /// loop. Suspends while the host is looked up.
  ///
  /// @param handler the code of each task
  /// @param host a name, whose first address is used, or an address; empty for every address of
  ///   this machine
  /// @param port the port; 0 lets the system choose
  /// @return the server, which the caller closes
  /// @throws IOException if the host is unknown, or the address is in use or not permitted
  public static Server startServer(StreamHandler handler, String host, int port)
      throws IOException {
    var at = Sockets.of(EventLoop.current()).listeningAddress(host, port);
    return startServer(handler, at);
  }

  /// Starts a server that serves every connection in its own task, with the sockets of the current
  /// loop. Does not suspend.
  ///
  /// @param handler the code of each task
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @return the server, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  public static Server startServer(StreamHandler handler, SocketAddress at) throws IOException {
    return startServer(
        Sockets.of(EventLoop.current()),
        handler,
        at,
        ServerOptions.DEFAULT,
        StreamReader.DEFAULT_LIMIT_BYTES);
  }

  /// Starts a server that secures every connection and serves it in its own task, with the sockets
  /// of the current loop. Does not suspend.
  ///
  /// @param handler the code of each task
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param security creates the layer of each connection, such as TLS; if its negotiation fails,
  ///   only that connection ends
  /// @return the server, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  public static Server startServer(
      StreamHandler handler, SocketAddress at, TransportUpgrade security) throws IOException {
    return startServer(handler, at, security, ServerOptions.DEFAULT);
  }

  /// The same with options.
  ///
  /// @param handler what each task does
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param security makes the layer of each connection
  /// @param options backlog and sharing of the port
  /// @return the server, which the caller closes
  /// @throws IOException if the address is taken or may not be used
  public static Server startServer(
      StreamHandler handler, SocketAddress at, TransportUpgrade security, ServerOptions options)
      throws IOException {
    var sockets = Sockets.of(EventLoop.current());
    var loop = sockets.loop();
    StreamHandler secured =
        (reader, writer) -> {
          writer.startTls(sockets, security);
          handler.handle(reader, writer);
        };
    return sockets.createServer(
        () ->
            new StreamProtocol(
                loop,
                StreamReader.DEFAULT_LIMIT_BYTES,
                (reader, writer) -> {
                  writer.transport().pauseReading();
                  begin(loop, secured, reader, writer);
                }),
        at,
        options);
  }

  /// Starts a server that serves every connection in its own task. Does not suspend.
  ///
  /// @param sockets the sockets of the loop, or of a network in memory
  /// @param handler the code of each task
  /// @param at internet address, where port 0 lets the system choose, or path of a Unix socket
  /// @param options backlog and sharing of the port
  /// @param limitBytes the limit of each [StreamReader]
  /// @return the server, which the caller closes
  /// @throws IOException if the address is in use or not permitted
  public static Server startServer(
      Sockets sockets,
      StreamHandler handler,
      SocketAddress at,
      ServerOptions options,
      int limitBytes)
      throws IOException {
    var loop = sockets.loop();
    return sockets.createServer(
        () ->
            new StreamProtocol(
                loop, limitBytes, (reader, writer) -> begin(loop, handler, reader, writer)),
        at,
        options);
  }

  /// Creates streams for a connected descriptor. Does not suspend.
  ///
  /// @param sockets the sockets of the descriptor's loop
  /// @param descriptor belongs to the streams from now on, even if this fails
  /// @param limitBytes the limit of the [StreamReader]
  /// @return the streams, which the caller closes
  public static StreamConnection adopt(
      Sockets sockets, StreamDescriptor descriptor, int limitBytes) {
    var made = new ArrayList<StreamConnection>(1);
    var _ = sockets.adopt(protocol(sockets, made, limitBytes), descriptor);
    return made.getFirst();
  }

  private static Supplier<StreamProtocol> protocol(
      Sockets sockets, List<StreamConnection> made, int limitBytes) {
    return () ->
        new StreamProtocol(
            sockets.loop(),
            limitBytes,
            (reader, writer) -> made.add(new StreamConnection(reader, writer)));
  }

  private static void begin(
      EventLoop loop, StreamHandler handler, StreamReader reader, StreamWriter writer) {
    var _ =
        loop.createTask(
            "stream from " + writer.transport().remoteAddress(),
            () -> serve(loop, handler, reader, writer));
  }

  private static boolean serve(
      EventLoop loop, StreamHandler handler, StreamReader reader, StreamWriter writer) {
    try {
      handler.handle(reader, writer);
      return true;
    } catch (IOException _) {
      return false;
    } catch (Cancelled e) {
      throw e;
    } catch (Exception e) {
      // Thrown by a callback, so that the loop's exception handler gets it.
      loop.callSoon(() -> {
        throw new IllegalStateException("a stream handler failed", e);
      });
      return false;
    } finally {
      writer.close();
    }
  }
}
