package dev.spinneret.fetch.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Feeds a reader in pieces and writes down what it says, with adjacent body pieces joined: the
/// same bytes must give the same text however they are cut.
final class Trace {
  private final ReplyReader reader;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private ByteBuffer held = ByteBuffer.allocate(0);
  private boolean over;

  Trace(ReplyReader reader) {
    this.reader = reader;
  }

  static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// One reply to a 1.1 GET, fed as `cuts` says; `close` says that the peer then closes.
  static String of(String wire, boolean close, int... cuts) {
    var reader = new ReplyReader(new HeadLimits(400, 12));
    reader.start(HttpVersion.HTTP_1_1, false);
    var trace = new Trace(reader);
    var all = bytes(wire);
    var from = 0;
    for (var cut : cuts) {
      trace.feed(all, from, cut);
      from = cut;
    }
    trace.feed(all, from, all.length);
    if (close) {
      trace.end();
    }
    return trace.toString();
  }

  void feed(byte[] bytes, int from, int to) {
    var in = ByteBuffer.allocate(held.remaining() + to - from);
    in.put(held).put(bytes, from, to - from).flip();
    while (!over) {
      var event = reader.next(in);
      switch (event) {
        case NEED_DATA -> {
          held = in;
          return;
        }
        case INTERIM -> text.append("1xx ");
        case HEAD -> head();
        case BODY -> {
          var at = in.position() - reader.bodyLength();
          var piece = new byte[reader.bodyLength()];
          in.get(at, piece);
          body.append(new String(piece, StandardCharsets.ISO_8859_1));
        }
        case END, BROKEN -> finish(event);
      }
    }
    held = in;
  }

  void end() {
    if (!over) {
      finish(reader.endOfInput());
    }
  }

  int left() {
    return held.remaining();
  }

  @Override
  public String toString() {
    return over ? text.toString() : text + "…" + body;
  }

  private void head() {
    var head = reader.head();
    var fields =
        head.headers().fields().stream()
            .map(f -> f.name() + "=" + f.value())
            .collect(Collectors.joining("|"));
    var version = head.version().name().substring("HTTP_".length());
    text.append(version).append(' ').append(head.status()).append(" {").append(fields).append("} ");
  }

  private void finish(Event event) {
    over = true;
    text.append("'").append(body).append("' ");
    if (event == Event.BROKEN) {
      text.append(reader.broken().cause());
    } else {
      text.append(reader.persistent() ? "keep" : "close");
    }
  }
}
