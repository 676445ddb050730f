package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As much of a web framework as a service needs: routes with parameters, JSON in and out, and a
/// task for each request, so that a handler may wait for whatever it likes.
final class HttpService {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_SKIPPED_BYTES = 16 * 1024 * 1024;
  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          201, "Created",
          400, "Bad Request",
          404, "Not Found",
          413, "Content Too Large");

  private final ObjectMapper json = new ObjectMapper();
  private final List<Route> routes = new ArrayList<>();

  /// A request whose route was found.
  ///
  /// @param parameters what stands in the path where the route has `{name}`
  /// @param body missing if there is none
  record Request(Map<String, String> parameters, JsonNode body) {}

  /// @param body becomes JSON
  record Answer(int status, Object body) {}

  /// What answers requests.
  @FunctionalInterface
  interface Handler {
    /// Called in a task; may suspend it.
    Answer handle(Request request) throws Exception;
  }

  private record Route(String method, List<String> path, Handler handler) {
    /// The parameters of a path; null if it is another's.
    @Nullable Map<String, String> match(String method, List<String> steps) {
      if (!method.equals(this.method) || steps.size() != path.size()) {
        return null;
      }
      var parameters = new LinkedHashMap<String, String>();
      for (int i = 0; i < steps.size(); i++) {
        var name = path.get(i);
        if (name.startsWith("{")) {
          parameters.put(name.substring(1, name.length() - 1), steps.get(i));
        } else if (!name.equals(steps.get(i))) {
          return null;
        }
      }
      return parameters;
    }
  }

  /// Adds a route.
  ///
  /// @param path such as `/notes/{number}`
  void route(String method, String path, Handler handler) {
    routes.add(new Route(method, List.of(path.split("/")), handler));
  }

  /// Serves. Does not suspend.
  Server start(InetSocketAddress at) throws IOException {
    return Streams.startServer(this::serve, at);
  }

  static Answer error(int status, String reason) {
    return new Answer(status, Map.of("error", reason));
  }

  private void serve(StreamReader in, StreamWriter out) throws IOException {
    Answer answer;
    try {
      answer = answer(in);
    } catch (JsonProcessingException _) {
      answer = error(400, "that is no JSON");
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      EventLoop.current().reportFailure("a handler failed", e);
      answer = error(500, "that is our fault");
    }
    byte[] body = json.writeValueAsBytes(answer.body);
    out.write(
        """
        HTTP/1.1 %d %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Connection: close\r
        \r
        """
            .formatted(answer.status, REASONS.getOrDefault(answer.status, "Error"), body.length));
    out.write(body);
    out.drain();
  }

  private Answer answer(StreamReader in) throws Exception {
    var line = in.readTextLine();
    var words = line == null ? new String[0] : line.split(" ");
    if (words.length != 3) {
      return error(400, "that is no request");
    }
    int length = bodyBytes(in);
    if (length > MAX_BODY_BYTES) {
      skip(in, length);
      return error(413, "that is too much");
    }
    byte[] body = in.readExactly(length);
    var steps = List.of(words[1].split("/"));
    for (var route : routes) {
      var parameters = route.match(words[0], steps);
      if (parameters != null) {
        return route.handler.handle(new Request(parameters, json.readTree(body)));
      }
    }
    return error(404, "there is nothing here");
  }

  /// Reads a body that nobody wants, if it is not endless: closing a connection that holds octets
  /// resets it, and the answer would be lost.
  private static void skip(StreamReader in, int length) throws IOException {
    int left = Math.min(length, MAX_SKIPPED_BYTES);
    while (left > 0 && !in.isAtEof()) {
      left -= in.read(left).length;
    }
  }

  /// Reads the fields up to the empty line.
  private static int bodyBytes(StreamReader in) throws IOException {
    int length = 0;
    for (var field = in.readTextLine(); field != null && !field.isEmpty(); ) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        var digits = field.substring("content-length:".length()).strip();
        length = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
      }
      field = in.readTextLine();
    }
    return length;
  }

  /// Sends one request and waits for the answer. Called in a task.
  ///
  /// @return status line and body
  static String ask(InetSocketAddress server, String method, String path, String body)
      throws IOException {
    try (var streams = Streams.openConnection(server.getHostString(), server.getPort())) {
      int length = body.getBytes(UTF_8).length;
      var head = method + " " + path + " HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n";
      streams.writer().write(head + body);
      var answer = new String(streams.reader().readAll(), UTF_8);
      return answer.substring(9, answer.indexOf('\r'))
          + " "
          + answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }
}
