package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.port.Received;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.fetch.ChunkedPayload;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A reply as an archive keeps it: what came over the connection, byte for byte (WARC 1.1 §6.3.2).
///
/// The payload is the body without transfer codings but with its content codings (RFC 9110 §6.4);
/// its digest identifies equal replies. Where what came was not kept, as in HTTP/0.9, a head is
/// made from status and fields, in which those that described codings are renamed with `X-Crawler-`
/// in front, before the decoded body.
final class StoredReply {
  private static final Set<String> CODINGS =
      Set.of("content-encoding", "transfer-encoding", "content-length");

  private final byte[] head;
  private final byte[] rest;
  private final String payload;
  private final boolean hasPayload;

  private StoredReply(byte[] head, byte[] rest, byte[] payload, boolean hasPayload) {
    this.head = head;
    this.rest = rest;
    this.payload = Base32.text(payload);
    this.hasPayload = hasPayload;
  }

  /// Makes a reply ready to be stored.
  static StoredReply of(Reply reply) {
    var received = reply.received();
    var stored = received == null ? null : received(received, reply.truncated());
    return stored == null ? made(reply) : stored;
  }

  /// The head, with the empty line.
  byte[] head() {
    return head;
  }

  /// The body as it came.
  byte[] rest() {
    return rest;
  }

  /// The SHA-1 of the payload, in Base32.
  String payload() {
    return payload;
  }

  boolean hasPayload() {
    return hasPayload;
  }

  private static @Nullable StoredReply received(Received received, boolean truncated) {
    var rest = received.rest();
    if (!received.chunked()) {
      return new StoredReply(received.head(), rest, Sha.SHA_1.of(rest), rest.length > 0);
    }
    var sha1 = Sha.SHA_1.take(rest.length);
    var payloadBytes = new AtomicLong();
    try {
      var isWhole =
          ChunkedPayload.read(
              received,
              truncated,
              (octets, from, count) -> {
                sha1.update(octets, from, count);
                payloadBytes.addAndGet(count);
              });
      return isWhole
          ? new StoredReply(received.head(), rest, sha1.digest(), payloadBytes.get() > 0)
          : null;
    } finally {
      Sha.SHA_1.giveBack(sha1);
    }
  }

  private static StoredReply made(Reply reply) {
    var body = reply.body();
    var head = new StringBuilder("HTTP/1.0 ").append(reply.status()).append(" \r\n");
    for (var field : reply.headers().fields()) {
      var isCoding = CODINGS.contains(field.name().toLowerCase(Locale.ROOT));
      head.append(isCoding ? "X-Crawler-" : "").append(field.name());
      head.append(": ").append(field.value()).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    return new StoredReply(
        head.toString().getBytes(StandardCharsets.UTF_8),
        body,
        Sha.SHA_1.of(body),
        body.length > 0);
  }
}
