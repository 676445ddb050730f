package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.Streams;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A small web service that answers in JSON: notes, kept in memory.
///
/// | request | answer |
/// |---|---|
/// | `POST /notes` with a text | its number |
/// | `GET /notes` | how many there are |
/// | `GET /notes/1` | the note |
///
/// Its protocol gathers bytes until a request is whole, asks the route, and writes the answer; all
/// of it in callbacks, without a task for each connection.
public final class WebService {
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Function<Request, Answer>> routes =
      Map.of("POST /notes", this::add, "GET /notes", this::count, "GET /notes/*", this::show);

  private WebService() {}

  private record Request(String method, String path, String body) {}

  private record Answer(int status, String json) {}

  /// Serves, or asks itself.
  ///
  /// @param args a port to listen on, or nothing
  public static void main(String[] args) {
    EventLoop.run(() -> {
      try (var server = start(args.length == 0 ? 0 : Integer.parseInt(args[0]))) {
        System.out.println("web service on http:/" + server.address());
        if (args.length > 0) {
          server.serveForever();
        }
        System.out.println(ask(server.address(), "POST", "/notes", "buy \"milk\""));
        System.out.println(ask(server.address(), "GET", "/notes/1", ""));
        return true;
      }
    });
  }

  /// Does not suspend.
  static Server start(int port) throws IOException {
    var service = new WebService();
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return Sockets.of(EventLoop.current())
        .createServer(service::newProtocol, at, ServerOptions.DEFAULT);
  }

  /// Sends one request and waits for the answer.
  ///
  /// @return status line and body
  static String ask(InetSocketAddress server, String method, String path, String body)
      throws IOException {
    try (var streams = Streams.openConnection(server.getHostString(), server.getPort())) {
      int length = body.getBytes(UTF_8).length;
      var head = method + " " + path + " HTTP/1.0\r\nContent-Length: " + length + "\r\n\r\n";
      streams.writer().write(head + body);
      var answer = new String(streams.reader().readAll(), UTF_8);
      return answer.substring(9, answer.indexOf('\r')) + " " + answer.lines().toList().getLast();
    }
  }

  private Answer add(Request request) {
    notes.add(request.body);
    return new Answer(201, "{\"number\":%d}".formatted(notes.size()));
  }

  private Answer count(Request request) {
    return new Answer(200, "{\"count\":%d}".formatted(notes.size()));
  }

  private Answer show(Request request) {
    var number = request.path.substring("/notes/".length());
    int index = number.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(number) : 0;
    if (index == 0 || index > notes.size()) {
      return error(404, "there is no note " + number);
    }
    return new Answer(
        200, "{\"number\":%d,\"note\":%s}".formatted(index, quote(notes.get(index - 1))));
  }

  private Answer route(Request request) {
    int secondSlash = request.path.indexOf('/', 1);
    var pattern = secondSlash < 0 ? request.path : request.path.substring(0, secondSlash) + "/*";
    var route = routes.get(request.method + " " + pattern);
    return route == null ? error(404, "there is nothing here") : route.apply(request);
  }

  private static Answer error(int status, String reason) {
    return new Answer(status, "{\"error\":%s}".formatted(quote(reason)));
  }

  private static String quote(String text) {
    var json = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> json.append('\\').append((char) c);
            default -> {
              if (c < 0x20) {
                json.append("\\u%04x".formatted(c));
              } else {
                json.append((char) c);
              }
            }
          }
        });
    return json.append('"').toString();
  }

  private Protocol newProtocol() {
    return new Protocol() {
      private static final int MAX_REQUEST_BYTES = 64 * 1024;

      private final StringBuilder received = new StringBuilder();
      private @Nullable Transport transport;

      @Override
      public void connectionMade(Transport made) {
        transport = made;
      }

      @Override
      public void dataReceived(ByteBuffer data) {
        while (data.hasRemaining()) {
          received.append((char) (data.get() & 0xff));
        }
        int headEnd = received.indexOf("\r\n\r\n");
        if (received.length() > MAX_REQUEST_BYTES) {
          reply(error(413, "that is too much"));
        } else if (headEnd >= 0 && received.length() >= headEnd + 4 + bodyBytes(headEnd)) {
          reply(route(parse(headEnd)));
        }
      }

      private int bodyBytes(int headEnd) {
        var head = received.substring(0, headEnd).toLowerCase(Locale.ROOT);
        return head.lines()
            .filter(line -> line.startsWith("content-length:"))
            .map(line -> line.substring(15).strip())
            .mapToInt(length -> length.matches("[0-9]{1,6}") ? Integer.parseInt(length) : 0)
            .findFirst()
            .orElse(0);
      }

      private Request parse(int headEnd) {
        var words = received.substring(0, received.indexOf("\r")).split(" ", 3);
        var body = received.substring(headEnd + 4, headEnd + 4 + bodyBytes(headEnd));
        var text = new String(body.getBytes(ISO_8859_1), UTF_8);
        return new Request(words[0], words.length > 1 ? words[1] : "", text);
      }

      private void reply(Answer answer) {
        if (transport != null) {
          var json = answer.json + "\n";
          transport.write(
              """
              HTTP/1.1 %d %s\r
              Content-Type: application/json\r
              Content-Length: %d\r
              Connection: close\r
              \r
              %s\
              """
                  .formatted(
                      answer.status,
                      answer.status < 300 ? "OK" : "No",
                      json.getBytes(UTF_8).length,
                      json)
                  .getBytes(UTF_8));
          transport.close();
        }
      }
    };
  }
}
