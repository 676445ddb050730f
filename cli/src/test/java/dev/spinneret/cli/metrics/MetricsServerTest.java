package dev.spinneret.cli.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.testing.MemoryNetwork;
import dev.spinneret.engine.testing.NetworkConditions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The server in virtual time, on a network in memory.
class MetricsServerTest {
  private static final InetSocketAddress AT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9_100);
  private static final long SECOND = 1_000_000_000;

  private interface Client {
    void run(MemoryNetwork network) throws IOException;
  }

  private static void serve(Client client) {
    MemoryNetwork.simulate(
        1,
        NetworkConditions.CALM,
        network -> {
          try (var _ = MetricsServer.start(network.loop(), network, AT, () -> "pages 3\n")) {
            client.run(network);
          }
        });
  }

  private static Connection connect(MemoryNetwork network) throws IOException {
    return network.connect(AT, null, network.loop().timeNanos() + SECOND);
  }

  private static String rest(Connection connection) throws IOException {
    var all = new ByteArrayOutputStream();
    var buffer = ByteBuffer.allocate(1_000);
    while (connection.read(buffer) >= 0) {
      all.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
    return all.toString(US_ASCII);
  }

  private static String ask(MemoryNetwork network, String... parts) throws IOException {
    try (var connection = connect(network)) {
      for (var part : parts) {
        connection.write(US_ASCII.encode(part));
      }
      return rest(connection);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /metrics HTTP/1.1, 200, true",
    "GET /metrics?x=1 HTTP/1.0, 200, true",
    "HEAD /metrics HTTP/1.1, 200, false",
    "GET / HTTP/1.1, 404, false",
    "HEAD / HTTP/1.1, 404, false",
    "POST /metrics HTTP/1.1, 405, false",
    "GET /metrics, 400, false",
    "\u0016\u0003\u0001, 400, false",
  })
  void onlyGetAndHeadOfOnePathAreAnswered(String line, int status, boolean hasText) {
    serve(network -> {
      var reply = ask(network, line, "\r\nHost: h\r\n\r\n");
      assertTrue(reply.startsWith("HTTP/1.1 " + status + " "), reply);
      assertTrue(reply.contains("Connection: close\r\n"), reply);
      assertEquals(hasText, reply.endsWith("\r\n\r\npages 3\n"), reply);
      assertEquals(line.startsWith("HEAD"), reply.endsWith("\r\n\r\n"), reply);
    });
  }

  @Test
  void aRequestMayComeInPieces() {
    serve(network -> {
      var reply = ask(network, "GET /me", "trics HTTP/1.1\r", "\n\r", "\n");
      assertTrue(reply.endsWith("pages 3\n"), reply);
    });
  }

  @Test
  void aRequestThatDoesNotEndIsRefused() {
    serve(network -> {
      var reply = ask(network, "GET /metrics HTTP/1.1\r\nX: " + "x".repeat(9_000));
      assertTrue(reply.startsWith("HTTP/1.1 431 "), reply);
    });
  }

  @Test
  void aClientThatSaysNothingIsDroppedAfterFiveSeconds() {
    serve(network -> {
      try (var connection = connect(network)) {
        long fromNanos = network.loop().timeNanos();
        assertEquals("", restOrReset(connection));
        double seconds = (network.loop().timeNanos() - fromNanos) / 1e9;
        assertEquals(5, seconds, 0.1);
      }
    });
  }

  @Test
  void tooManyClientsAreDroppedAndTheOthersAnswered() {
    serve(network -> {
      var clients = new ArrayList<Connection>();
      for (int i = 0; i < 16; i++) {
        clients.add(connect(network));
      }
      long fromNanos = network.loop().timeNanos();
      try (var tooMany = connect(network)) {
        assertEquals("", rest(tooMany));
      } catch (IOException _) {
        // Reset, perhaps before it was open here.
      }
      assertTrue(network.loop().timeNanos() - fromNanos < SECOND, "at once");
      for (var client : clients) {
        client.write(US_ASCII.encode("GET /metrics HTTP/1.1\r\n\r\n"));
        assertTrue(rest(client).endsWith("pages 3\n"));
        client.close();
      }
    });
  }

  private static String restOrReset(Connection connection) {
    try {
      return rest(connection);
    } catch (IOException _) {
      return "";
    }
  }
}
