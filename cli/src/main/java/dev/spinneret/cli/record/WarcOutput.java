package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/// WARC 1.1 (ISO 28500:2017): for each page a response, or a revisit when its body was seen before,
/// and the request. Each record is one write, so that it can be compressed by itself.
///
/// Replies are stored as they came over the connection, see [StoredReply]. The request is written
/// as it is made from the URL and the user agent. Every record has the digest of its block; a
/// revisit names an earlier response of the same run, so that cutting the end off a file leaves
/// none without its response.
public final class WarcOutput implements RecordOutput {
  private static final String STANDARD =
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

  /// How many bodies are known again, at some 300 bytes each.
  private static final int REMEMBERED = 100_000;

  private record Earlier(String uri, Instant date) {}

  private final WarcWriter writer;
  private final ByteBuilder bytes = new ByteBuilder();
  private final OutputStream out;
  private final String crawler;

  /// The bodies that came last, so that memory is bounded; an older one is written whole once more.
  private final Map<String, Earlier> bodies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Earlier> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Creates the output and writes its warcinfo record.
  ///
  /// @param out takes the records; closed with this
  /// @param crawler the user agent, also the software that warcinfo names
  /// @throws IOException when the output has failed
  public WarcOutput(OutputStream out, String crawler) throws IOException {
    this.out = out;
    this.crawler = crawler;
    writer = new WarcWriter(bytes);
    var fields =
        "software: %s\r\nformat: WARC File Format 1.1\r\nconformsTo: %s\r\n"
            .formatted(crawler, STANDARD)
            .getBytes(StandardCharsets.UTF_8);
    write(
        new Warcinfo.Builder()
            .version(MessageVersion.WARC_1_1)
            .blockDigest(sha1(fields))
            .body(MediaType.WARC_FIELDS, fields)
            .build());
  }

  @Override
  public void accept(PageRecord page) throws IOException {
    var reply = page.reply();
    if (reply == null) {
      return;
    }
    var uri = page.url().withoutFragment();
    var stored = StoredReply.of(reply);
    var earlier =
        stored.hasPayload()
            ? bodies.putIfAbsent(
                stored.payload().base32(), new Earlier(uri, page.fetch().started()))
            : null;
    var record =
        earlier == null ? response(page, reply, uri, stored) : revisit(page, uri, stored, earlier);
    var request =
        new HttpRequest.Builder("GET", page.url().requestTarget())
            .addHeader("Host", page.url().authority())
            .addHeader("User-Agent", crawler)
            .build()
            .serializeHeader();
    write(record);
    write(
        new WarcRequest.Builder(uri)
            .version(MessageVersion.WARC_1_1)
            .date(page.fetch().started())
            .blockDigest(sha1(request))
            .body(MediaType.HTTP_REQUEST, request)
            .concurrentTo(record.id())
            .build());
  }

  private void write(WarcRecord record) throws IOException {
    writer.write(record);
    bytes.drainTo(out);
  }

  private static WarcRecord response(PageRecord page, Reply reply, String uri, StoredReply stored) {
    var builder =
        new WarcResponse.Builder(uri)
            .version(MessageVersion.WARC_1_1)
            .date(page.fetch().started())
            .payloadDigest(stored.payload())
            .blockDigest(sha1(stored.block()))
            .body(MediaType.HTTP_RESPONSE, stored.block());
    if (page.truncated()) {
      builder.truncated(WarcTruncationReason.LENGTH);
    }
    var remote = reply.remote();
    return remote == null ? builder.build() : builder.ipAddress(remote).build();
  }

  private static WarcRecord revisit(
      PageRecord page, String uri, StoredReply stored, Earlier earlier) {
    var head = stored.head();
    return new WarcRevisit.Builder(uri, WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1)
        .version(MessageVersion.WARC_1_1)
        .date(page.fetch().started())
        .refersTo((URI) null, earlier.uri(), earlier.date())
        .payloadDigest(stored.payload())
        .blockDigest(sha1(head))
        .body(MediaType.HTTP_RESPONSE, head)
        .build();
  }

  private static WarcDigest sha1(byte[] bytes) {
    return new WarcDigest("sha1", Sha.SHA_1.of(bytes));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
