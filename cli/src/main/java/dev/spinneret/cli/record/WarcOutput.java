package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// WARC 1.1 (ISO 28500:2017): for each page a response, or a revisit when its body was seen before
/// or the server says that it has not changed, and the request. Each record is one write, so that
/// it can be compressed by itself.
///
/// Replies are stored as they came over the connection, see [StoredReply]. The request is written
/// as it is made from the URL and the user agent. Every record has the digest of its block; a
/// revisit names an earlier response of the same run, so that cutting the end off a file leaves
/// none without its response; only that of a 304 names the response of an earlier run, by URL and
/// date.
///
/// The records are written here, and read by jwarc in tests: to build them with that library's maps
/// and channels took as long as to compress them with zstd.
public final class WarcOutput implements RecordOutput {
  private static final String STANDARD =
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

  private static final String IDENTICAL_PAYLOAD =
      "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

  private static final String NOT_MODIFIED =
      "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

  private static final String RESPONSE = "application/http;msgtype=response";
  private static final String REQUEST = "application/http;msgtype=request";

  /// How many bodies are known again, at some 300 bytes each.
  private static final int REMEMBERED = 100_000;

  private record Earlier(String uri, String date) {}

  private final WarcHead record = new WarcHead();
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
  /// @throws IOException if the output has failed
  public WarcOutput(OutputStream out, String crawler) throws IOException {
    this.out = out;
    this.crawler = crawler;
    var fields =
        "software: %s\r\nformat: WARC File Format 1.1\r\nconformsTo: %s\r\n"
            .formatted(crawler, STANDARD);
    record.begin("warcinfo", TimeText.of(Instant.now()));
    end("application/warc-fields", fields.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void accept(PageRecord page) throws IOException {
    var reply = page.reply();
    if (reply == null) {
      return;
    }
    var uri = page.url().withoutFragment();
    var date = TimeText.of(page.fetch().started());
    var stored = StoredReply.of(reply);
    var revisit = page.revisit();
    var kept = revisit == null ? null : revisit.kept();
    if (kept != null) {
      var id = record.begin("revisit", date);
      record.field("WARC-Target-URI", uri);
      record.field("WARC-Profile", NOT_MODIFIED);
      record.field("WARC-Refers-To-Target-URI", uri);
      record.field("WARC-Refers-To-Date", TimeText.of(kept.receivedAt()));
      end(RESPONSE, stored.head());
      request(page, uri, date, id);
      return;
    }
    var earlier =
        stored.hasPayload() ? bodies.putIfAbsent(stored.payload(), new Earlier(uri, date)) : null;
    var id = record.begin(earlier == null ? "response" : "revisit", date);
    record.field("WARC-Target-URI", uri);
    record.field("WARC-Payload-Digest", WarcHead.digest(stored.payload()));
    if (earlier == null) {
      if (page.truncated()) {
        record.field("WARC-Truncated", "length");
      }
      var remote = reply.remote();
      if (remote != null) {
        record.field("WARC-IP-Address", address(remote));
      }
      end(RESPONSE, stored.head(), stored.rest());
    } else {
      record.field("WARC-Profile", IDENTICAL_PAYLOAD);
      record.field("WARC-Refers-To-Target-URI", earlier.uri());
      record.field("WARC-Refers-To-Date", earlier.date());
      end(RESPONSE, stored.head());
    }
    request(page, uri, date, id);
  }

  private void request(PageRecord page, String uri, String date, String concurrentTo)
      throws IOException {
    var request =
        "GET "
            + page.url().requestTarget()
            + " HTTP/1.1\r\nHost: "
            + page.url().authority()
            + "\r\nUser-Agent: "
            + crawler
            + "\r\n\r\n";
    record.begin("request", date);
    record.field("WARC-Target-URI", uri);
    record.field("WARC-Concurrent-To", concurrentTo);
    end(REQUEST, request.getBytes(StandardCharsets.UTF_8));
  }

  private void end(String contentType, byte[]... block) throws IOException {
    record.end(contentType, bytes, block);
    bytes.drainTo(out);
  }

  /// Without the zone, which is of this machine.
  private static String address(InetAddress remote) {
    var text = remote.getHostAddress();
    var zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
