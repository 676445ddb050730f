package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.parse.url.WebUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A server on loopback that writes down the lines of all requests and answers by path.
public final class FieldServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<String> lines;
  private final Map<String, String> replies;

  /// Answers everything with an empty page.
  ///
  /// @param lines gets the request lines and fields
  public FieldServer(List<String> lines) {
    this(lines, Map.of());
  }

  /// Answers by path.
  ///
  /// @param lines gets the request lines and fields
  /// @param replies whole replies by path; 404 for others where there are any
  public FieldServer(List<String> lines, Map<String, String> replies) {
    this.lines = Collections.synchronizedList(lines);
    this.replies = replies;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::answerAll);
  }

  /// Its host and port.
  ///
  /// @return such as `127.0.0.1:8080`
  public String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /// The URL of a page.
  ///
  /// @param path with its slash
  /// @return over plain http
  public String url(String path) {
    return "http://" + authority() + path;
  }

  /// Fetches its page as somebody.
  ///
  /// @param identity who asks
  public void fetch(Identity identity) {
    var url = identity.admit(Objects.requireNonNull(WebUrl.parse(url("/"), null)));
    var options = FetchPlan.of(Values.NONE, identity);
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      try (var fetcher = Fetchers.loop(loop, Network.of(loop), options)) {
        return fetcher.fetch(new FetchRequest(url, true));
      }
    });
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerAll() {
    while (!listener.isClosed()) {
      try (var socket = listener.accept()) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        var first = in.readLine();
        for (var line = first; line != null && !line.isEmpty(); line = in.readLine()) {
          lines.add(line);
        }
        if (first != null) {
          var reply = replies.getOrDefault(first.split(" ", 3)[1], fallback());
          socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
        }
      } catch (IOException _) {
        // The test is over, or the client has gone.
      }
    }
  }

  private String fallback() {
    return replies.isEmpty()
        ? "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
        : "HTTP/1.0 404 Not Found\r\n\r\n";
  }
}
