package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.ListeningDescriptor;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// An echo server on the calls of sockets themselves: accept, receive, send all. Each suspends the
/// task that makes it.
///
/// One task accepts, and starts another for each connection. This is the textbook server with a
/// thread a connection, without the threads.
public final class SocketCallsEcho {
  private SocketCallsEcho() {}

  /// Serves, or talks to itself.
  ///
  /// @param args a port to listen on, or nothing
  public static void main(String[] args) {
    EventLoop.run(() -> {
      var sockets = Sockets.of(EventLoop.current());
      try (var listening = listen(sockets, args.length == 0 ? 0 : Integer.parseInt(args[0]))) {
        System.out.println("socket calls echo on " + listening.localAddress());
        var server = serve(sockets, listening);
        if (args.length > 0) {
          server.await();
        }
        System.out.println("sent hello, got " + ask(sockets, listening.localAddress(), "hello"));
        return server.cancel();
      }
    });
  }

  /// Does not suspend.
  static ListeningDescriptor listen(Sockets sockets, int port) throws IOException {
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return sockets.sockListen(at, ServerOptions.DEFAULT);
  }

  /// Starts the task that accepts. Does not suspend.
  static Task<Boolean> serve(Sockets sockets, ListeningDescriptor listening) {
    var loop = sockets.loop();
    return loop.createTask(
        "accept",
        () -> {
          while (true) {
            var connection = sockets.sockAccept(listening);
            loop.createTask("echo", () -> echo(sockets, connection));
          }
        });
  }

  private static boolean echo(Sockets sockets, StreamDescriptor connection) throws IOException {
    try (connection) {
      var buffer = ByteBuffer.allocate(4096);
      while (sockets.sockRecv(connection, buffer) >= 0) {
        sockets.sockSendall(connection, buffer.flip());
        buffer.clear();
      }
      return true;
    }
  }

  /// Sends a word and waits for it to come back. Called in a task.
  static String ask(Sockets sockets, SocketAddress server, String word) throws IOException {
    try (var socket = sockets.sockConnect(server, null, Long.MAX_VALUE)) {
      var sent = UTF_8.encode(word);
      var received = ByteBuffer.allocate(sent.remaining());
      sockets.sockSendall(socket, sent);
      while (received.hasRemaining() && sockets.sockRecv(socket, received) >= 0) {
        // More is on its way.
      }
      return UTF_8.decode(received.flip()).toString();
    }
  }
}
