package dev.spinneret.samples.bench;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.io.Listener;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;

/// A kilobyte to an echo server on the same loop and back over loopback sockets: the CPU time of
/// both ends and of the system.
final class EchoLoad {
  private static final int MESSAGE_BYTES = 1024;
  private static final int ROUND_TRIPS = 1000;
  private static final int BACKLOG = 1024;

  private EchoLoad() {}

  static double measure(EventLoop loop, Meter meter, int connections) throws Exception {
    var network = Network.of(loop);
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = network.listen(any, BACKLOG, false)) {
      var server = loop.createTask(() -> acceptAll(loop, listener));
      var clients = new ArrayList<Connection>();
      try {
        for (int i = 0; i < connections; i++) {
          clients.add(network.connect(listener.address(), null, Connection.NO_DEADLINE));
        }
        int tripsEach = Math.max(1, ROUND_TRIPS / connections);
        return meter.nanosPerOperation(
            tripsEach * connections,
            () -> {
              var trips = new ArrayList<Task<Boolean>>(connections);
              for (var client : clients) {
                trips.add(loop.createTask(() -> travel(client, tripsEach)));
              }
              for (var trip : trips) {
                trip.await();
              }
            });
      } finally {
        server.cancel();
        clients.forEach(Connection::close);
      }
    }
  }

  private static boolean acceptAll(EventLoop loop, Listener listener) throws IOException {
    while (true) {
      var connection = listener.accept();
      loop.createTask(() -> echo(connection));
    }
  }

  private static boolean echo(Connection connection) throws IOException {
    try (connection) {
      var buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
      while (connection.read(buffer) >= 0) {
        connection.write(buffer.flip());
        buffer.clear();
      }
      return true;
    }
  }

  private static boolean travel(Connection connection, int times) throws IOException {
    var buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
    for (int i = 0; i < times; i++) {
      connection.write(buffer.clear());
      buffer.clear();
      while (buffer.hasRemaining()) {
        if (connection.read(buffer) < 0) {
          throw new IOException("the echo ended");
        }
      }
    }
    return true;
  }
}
