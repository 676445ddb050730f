package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

/// What an archive keeps of replies, against a server that sends exact bytes.
@Timeout(60)
class WarcTest {
  private static final String TEXT = "what the page says, again and again and again";
  private static final String HOME =
      chunked(
          "HTTP/1.1 200 So be it\r\nContent-Type: text/html\r\n",
          "<a href=/gz><a href=/old><a href=/early>",
          "");
  private static final String PACKED =
      chunked(
          "HTTP/1.1 200 OK\r\ncontent-ENCODING: gzip\r\nTrailer: X-End\r\n",
          packed(TEXT),
          "X-End: yes\r\n");
  private static final String OLD = "HTTP/1.0 200 OK\r\nServer:  an  old one \r\n\r\n" + TEXT;

  private static final String EARLY =
      "HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Early: yes\r\n\r\nend";

  @TempDir Path directory;

  @Test
  void repliesAreStoredAsTheyCame() throws Exception {
    var file = directory.resolve("a.warc.gz");
    var replies = Map.of("/", HOME, "/gz", PACKED, "/old", OLD, "/early", EARLY);
    try (var server = new FieldServer(new ArrayList<>(), replies)) {
      assertEquals(0, crawl(file, server.url("/")));
      var stored = new HashMap<String, String>();
      var payloads = new HashMap<String, String>();
      try (var reader = new WarcReader(file)) {
        for (var record = reader.next(); record.isPresent(); record = reader.next()) {
          if (record.get() instanceof WarcResponse response) {
            var path = response.targetURI().getPath();
            payloads.put(path, response.payloadDigest().orElseThrow().base32());
            stored.put(path, new String(response.body().stream().readAllBytes(), ISO_8859_1));
          }
        }
      }
      var late = EARLY.substring(EARLY.lastIndexOf("HTTP/"));
      assertEquals(Map.of("/", HOME, "/gz", PACKED, "/old", OLD, "/early", late), stored);
      assertEquals(sha1(packed(TEXT)), payloads.get("/gz"), "with its content coding");
      assertEquals(sha1(TEXT), payloads.get("/old"));
    }
  }

  /// The library that replay tools stand on undoes both codings.
  @Test
  void anArchivesReaderFindsTheText() throws Exception {
    var file = directory.resolve("a.warc.gz");
    try (var server = new FieldServer(new ArrayList<>(), Map.of("/", PACKED))) {
      assertEquals(0, crawl(file, server.url("/")));
    }
    WarcContent.of(file);
    var seen = 0;
    try (var reader = new WarcReader(file)) {
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        if (record.get() instanceof WarcResponse response) {
          var http = response.http();
          assertEquals(packed(TEXT), new String(http.body().stream().readAllBytes(), ISO_8859_1));
          seen++;
        }
      }
    }
    assertEquals(1, seen);
  }

  @Test
  void aRevisitKeepsTheHeadAsItCame() throws Exception {
    var file = directory.resolve("a.warc.gz");
    var again = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(TEXT.length(), TEXT);
    var replies = Map.of("/", HOME, "/gz", again, "/old", OLD, "/early", EARLY);
    try (var server = new FieldServer(new ArrayList<>(), replies)) {
      assertEquals(0, crawl(file, server.url("/")));
    }
    var content = WarcContent.of(file);
    assertEquals(1, content.revisitCount);
    try (var reader = new WarcReader(file)) {
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        if (record.get() instanceof WarcRevisit revisit) {
          var head = new String(revisit.body().stream().readAllBytes(), ISO_8859_1);
          var reply = revisit.targetURI().getPath().equals("/gz") ? again : OLD;
          assertEquals(reply.substring(0, reply.length() - TEXT.length()), head);
        }
      }
    }
  }

  @Test
  void aBodyThatWasCutIsMarked() throws Exception {
    var file = directory.resolve("a.warc.gz");
    var reply = "HTTP/1.0 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5_000);
    try (var server = new FieldServer(new ArrayList<>(), Map.of("/", reply))) {
      assertEquals(0, crawl(file, server.url("/"), "--max-body", "1000"));
    }
    try (var reader = new WarcReader(file)) {
      var truncated = 0;
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        if (record.get().headers().first("WARC-Truncated").isPresent()) {
          truncated++;
          assertEquals(
              reply.substring(0, reply.length() - 4_000),
              new String(record.get().body().stream().readAllBytes(), ISO_8859_1));
        }
      }
      assertEquals(1, truncated);
    }
  }

  @Test
  void aReplyWithoutAHeadGetsOne() throws Exception {
    var file = directory.resolve("a.warc.gz");
    try (var server = new FieldServer(new ArrayList<>(), Map.of("/", TEXT))) {
      assertEquals(0, crawl(file, server.url("/")));
    }
    assertEquals(1, WarcContent.of(file).pages.size());
    try (var reader = new WarcReader(file)) {
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        if (record.get() instanceof WarcResponse response) {
          assertEquals(
              TEXT, new String(response.http().body().stream().readAllBytes(), ISO_8859_1));
        }
      }
    }
  }

  private static int crawl(Path file, String url, String... more) {
    var args = new ArrayList<String>();
    args.add("crawl");
    args.add(url);
    args.addAll(List.of("--quiet", "--per-host", "1", "-o", file.toString()));
    args.addAll(List.of(more));
    return Main.run(args.toArray(String[]::new));
  }

  /// A reply whose body comes in chunks of seven bytes.
  private static String chunked(String head, String body, String trailers) {
    var reply = new StringBuilder(head).append("Transfer-Encoding: chunked\r\n\r\n");
    for (var at = 0; at < body.length(); at += 7) {
      var chunk = body.substring(at, Math.min(body.length(), at + 7));
      reply.append(Integer.toHexString(chunk.length())).append(";an=extension\r\n");
      reply.append(chunk).append("\r\n");
    }
    return reply.append("0\r\n").append(trailers).append("\r\n").toString();
  }

  private static String packed(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toString(ISO_8859_1);
  }

  private static String sha1(String text) throws Exception {
    var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(ISO_8859_1));
    return new WarcDigest("sha1", digest).base32();
  }
}
