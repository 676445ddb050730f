package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A server that sends back what it gets, as a protocol: an object for each connection whose
/// methods the loop calls.
///
/// Give it a port to serve until it is stopped; without one it talks to itself.
public final class EchoServer {
  private EchoServer() {}

  /// Serves.
  ///
  /// @param args a port to listen on, or nothing
  public static void main(String[] args) {
    EventLoop.run(() -> {
      int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
      try (var server = start(port)) {
        System.out.println("echo server on " + server.address());
        if (args.length > 0) {
          server.serveForever();
        }
        System.out.println("sent hello, got " + ask(server.address(), "hello"));
        return true;
      }
    });
  }

  /// Does not suspend.
  static Server start(int port) throws IOException {
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return Sockets.of(EventLoop.current())
        .createServer(EchoProtocol::new, at, ServerOptions.DEFAULT);
  }

  /// Sends a word and waits for it to come back.
  static String ask(InetSocketAddress server, String word) throws IOException {
    try (var streams = Streams.openConnection(server.getHostString(), server.getPort())) {
      streams.writer().write(word);
      return new String(streams.reader().readExactly(word.getBytes(UTF_8).length), UTF_8);
    }
  }

  private static final class EchoProtocol implements Protocol {
    private @Nullable Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      if (transport != null) {
        transport.write(data);
      }
    }

    /// A peer that does not read what it gets back is not read from either.
    @Override
    public void pauseWriting() {
      if (transport != null) {
        transport.pauseReading();
      }
    }

    @Override
    public void resumeWriting() {
      if (transport != null) {
        transport.resumeReading();
      }
    }
  }
}
