package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.fetch.ReceivedReply;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcDigest;

/// A reply as an archive keeps it: what came over the connection, byte for byte (WARC 1.1 §6.3.2).
///
/// The payload is the body without transfer codings but with its content codings (RFC 9110 §6.4);
/// its digest identifies equal replies. Where what came was not kept, as in HTTP/0.9, a head is
/// made from status and fields, in which those that described codings are renamed with `X-Crawler-`
/// in front, before the decoded body.
final class StoredReply {
  private static final Set<String> CODINGS =
      Set.of("content-encoding", "transfer-encoding", "content-length");

  private final byte[] block;
  private final int headBytes;
  private final WarcDigest payload;
  private final boolean hasPayload;

  private StoredReply(byte[] block, int headBytes, WarcDigest payload, boolean hasPayload) {
    this.block = block;
    this.headBytes = headBytes;
    this.payload = payload;
    this.hasPayload = hasPayload;
  }

  /// Makes a reply ready to be stored.
  static StoredReply of(Reply reply) {
    var raw = reply.raw();
    var received = raw == null ? null : received(raw, reply.truncated());
    return received == null ? made(reply) : received;
  }

  /// Head and body.
  byte[] block() {
    return block;
  }

  /// The head alone, with the empty line.
  byte[] head() {
    return Arrays.copyOf(block, headBytes);
  }

  WarcDigest payload() {
    return payload;
  }

  boolean hasPayload() {
    return hasPayload;
  }

  /// Reads the message again to find its payload; null when it has no head of HTTP/1.
  private static @Nullable StoredReply received(byte[] raw, boolean truncated) {
    var sha1 = Sha.SHA_1.take(raw.length);
    try {
      var reply = ReceivedReply.read(raw, truncated, sha1::update);
      return reply == null
          ? null
          : new StoredReply(
              raw,
              reply.headBytes(),
              new WarcDigest("sha1", sha1.digest()),
              reply.payloadBytes() > 0);
    } finally {
      Sha.SHA_1.giveBack(sha1);
    }
  }

  private static StoredReply made(Reply reply) {
    var body = reply.body();
    var builder = new HttpResponse.Builder(reply.status(), "");
    for (var field : reply.headers().fields()) {
      var coding = CODINGS.contains(field.name().toLowerCase(Locale.ROOT));
      builder.addHeader(coding ? "X-Crawler-" + field.name() : field.name(), field.value());
    }
    var head = builder.body(null, body).build().serializeHeader();
    var block = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, block, head.length, body.length);
    var payload = new WarcDigest("sha1", Sha.SHA_1.of(body));
    return new StoredReply(block, head.length, payload, body.length > 0);
  }
}
