package dev.spinneret.cli.field;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a site answers: the bytes, when they come, and what becomes of the connection. Immutable.
///
/// Usual replies have a Content-Length and keep the connection. Whatever else is needed is added to
/// one: `Reply.page("/a").with("Set-Cookie: a=b").then(Ending.RESET)`.
public final class Reply {
  private final String start;
  private final List<String> fields;
  private final byte[] body;
  private final boolean withLength;
  private final Ending ending;
  private final Duration delay;

  private Reply(
      String start,
      List<String> fields,
      byte[] body,
      boolean withLength,
      Ending ending,
      Duration delay) {
    this.start = start;
    this.fields = List.copyOf(fields);
    this.body = body;
    this.withLength = withLength;
    this.ending = ending;
    this.delay = delay;
  }

  /// A status with a short text as its body.
  ///
  /// @param status such as `404 Not Found`
  public static Reply status(String status) {
    return new Reply(
        "HTTP/1.1 " + status,
        List.of("Content-Type: text/plain"),
        status.getBytes(UTF_8),
        true,
        Ending.KEEP,
        Duration.ZERO);
  }

  /// A page.
  public static Reply html(String html) {
    return new Reply(
        "HTTP/1.1 200 OK",
        List.of("Content-Type: text/html; charset=utf-8"),
        html.getBytes(UTF_8),
        true,
        Ending.KEEP,
        Duration.ZERO);
  }

  /// A page with links.
  public static Reply page(String... hrefs) {
    var html = new StringBuilder("<!doctype html><title>t</title>");
    for (var href : hrefs) {
      html.append("<p><a href=\"").append(href).append("\">x</a>");
    }
    return html(html.toString());
  }

  /// A redirect.
  ///
  /// @param status such as `301 Moved Permanently`
  public static Reply redirect(String status, String location) {
    return status(status).with("Location: " + location);
  }

  /// Bytes as they are; then the connection is closed.
  ///
  /// @param latin1 each character an octet
  public static Reply raw(String latin1) {
    return new Reply(
        "", List.of(), latin1.getBytes(ISO_8859_1), false, Ending.CLOSE, Duration.ZERO);
  }

  /// Adds a field line; one of its name that was there before goes.
  public Reply with(String line) {
    var name = line.substring(0, line.indexOf(':') + 1);
    var kept = new ArrayList<>(fields);
    if (!name.equalsIgnoreCase("Set-Cookie:")) {
      kept.removeIf(field -> field.regionMatches(true, 0, name, 0, name.length()));
    }
    kept.add(line);
    return new Reply(start, kept, body, withLength, ending, delay);
  }

  /// Adds a field line beside those of its name.
  public Reply andAlso(String line) {
    var more = new ArrayList<>(fields);
    more.add(line);
    return new Reply(start, more, body, withLength, ending, delay);
  }

  /// Leaves a field out.
  public Reply without(String name) {
    var kept = new ArrayList<>(fields);
    kept.removeIf(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    return new Reply(start, kept, body, withLength, ending, delay);
  }

  /// Has another body.
  public Reply body(byte[] bytes) {
    return new Reply(start, fields, bytes.clone(), withLength, ending, delay);
  }

  /// Sends no Content-Length.
  public Reply withoutLength() {
    return new Reply(start, fields, body, false, ending, delay);
  }

  /// Treats the connection in another way.
  public Reply then(Ending other) {
    return new Reply(start, fields, body, withLength, other, delay);
  }

  /// Comes later, as on the web.
  public Reply after(Duration latency) {
    return new Reply(start, fields, body, withLength, ending, latency);
  }

  Ending ending() {
    return ending;
  }

  Duration delay() {
    return delay;
  }

  /// What is sent.
  ///
  /// @param withBody false for a request with HEAD
  byte[] bytes(boolean withBody) {
    var out = new ByteArrayOutputStream();
    if (!start.isEmpty()) {
      var head = new StringBuilder(start).append("\r\n");
      fields.forEach(field -> head.append(field).append("\r\n"));
      if (withLength) {
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      out.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }
    if (withBody || start.isEmpty()) {
      out.writeBytes(body);
    }
    return out.toByteArray();
  }
}
