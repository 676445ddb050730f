package dev.spinneret.cli.metrics;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TimerHandle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A small HTTP server for one text, on the loop that it reports on: GET and HEAD of `/metrics`,
/// one request for each connection.
///
/// Nothing that a client does takes more than a bound: a request has at most 8 KiB, at most 16
/// connections are open, and each is closed after 5 seconds, whatever it is waiting for.
public final class MetricsServer implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 8 * 1024;
  private static final int MAX_CONNECTIONS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Version 0.0.4 of the text format.
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final EventLoop loop;
  private final Supplier<String> text;
  private final Server server;

  private MetricsServer(
      EventLoop loop, Sockets sockets, InetSocketAddress at, Supplier<String> text)
      throws IOException {
    this.loop = loop;
    this.text = text;
    server = sockets.createServer(Scrape::new, at, ServerOptions.DEFAULT);
  }

  /// Makes sure that [#start] can listen at an address, before a crawl begins.
  ///
  /// @throws IOException if the address is taken or may not be used
  public static void check(InetSocketAddress at) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(at);
    }
  }

  /// Starts to listen. In a task of the loop.
  ///
  /// @param at the address; port 0 lets the system choose
  /// @param text written for each request, on the loop's thread
  /// @return the server, which the caller closes
  /// @throws IOException if the address is taken or may not be used
  public static MetricsServer start(InetSocketAddress at, Supplier<String> text)
      throws IOException {
    var loop = EventLoop.current();
    return start(loop, Sockets.of(loop), at, text);
  }

  /// The same with the sockets of a network in memory.
  static MetricsServer start(
      EventLoop loop, Sockets sockets, InetSocketAddress at, Supplier<String> text)
      throws IOException {
    return new MetricsServer(loop, sockets, at, text);
  }

  /// Where the figures are.
  public String url() {
    var at = server.address();
    var host = at.getAddress().getHostAddress();
    return "http://%s:%d/metrics"
        .formatted(host.contains(":") ? "[" + host + "]" : host, at.getPort());
  }

  /// Stops listening, and drops the connections.
  @Override
  public void close() {
    server.close();
    server.abortClients();
  }

  /// The answer to a request.
  ///
  /// @param head as far as it was read, with its empty line if there is one
  private byte[] answer(String head) {
    var line = head.lines().findFirst().orElse("").split(" ", -1);
    if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
      return reply("400 Bad Request", "", "this is not an HTTP/1.1 request\n", true);
    }
    boolean isHead = line[0].equals("HEAD");
    if (!isHead && !line[0].equals("GET")) {
      return reply("405 Method Not Allowed", "Allow: GET, HEAD\r\n", "GET or HEAD\n", true);
    }
    if (!line[1].split("\\?", 2)[0].equals("/metrics")) {
      return reply("404 Not Found", "", "the figures are at /metrics\n", !isHead);
    }
    return reply("200 OK", "", text.get(), !isHead);
  }

  private static byte[] reply(String status, String field, String body, boolean hasBody) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
            .formatted(status, TYPE, bytes.length, field);
    var reply = new ByteArrayOutputStream();
    reply.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    if (hasBody) {
      reply.writeBytes(bytes);
    }
    return reply.toByteArray();
  }

  /// One connection: reads the head of a request, answers, closes.
  private final class Scrape implements Protocol {
    private final StringBuilder head = new StringBuilder();
    private @Nullable Transport transport;
    private @Nullable TimerHandle patience;
    private boolean answered;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
      if (server.clientCount() > MAX_CONNECTIONS) {
        made.abort();
        return;
      }
      patience = loop.callLater(PATIENCE, made::abort);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      if (answered) {
        return;
      }
      head.append(StandardCharsets.ISO_8859_1.decode(data));
      if (head.indexOf("\r\n\r\n") >= 0 || head.indexOf("\n\n") >= 0) {
        answer(MetricsServer.this.answer(head.toString()));
      } else if (head.length() > MAX_REQUEST_BYTES) {
        answer(reply("431 Request Header Fields Too Large", "", "too large\n", true));
      }
    }

    private void answer(byte[] reply) {
      answered = true;
      var to = transport;
      if (to != null) {
        to.write(reply);
        to.close();
      }
    }

    @Override
    public void connectionLost(@Nullable Exception failure) {
      if (patience != null) {
        patience.cancel();
      }
    }
  }
}
