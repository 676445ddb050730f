package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.FetchOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Replies with a body that cannot be read, on each engine: the head counts, unless the body is
/// what was asked for.
class HeadSufficesTest {
  private static final List<String> BAD_BODIES =
      List.of(
          "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n\1\2\3\4\5",
          "Content-Encoding: br\r\nContent-Length: 5\r\n\r\n\1\2\3\4\5",
          "Content-Encoding: compress\r\nContent-Length: 5\r\n\r\nplain",
          "Content-Length: 9\r\n\r\ncut",
          "Transfer-Encoding: chunked\r\n\r\n9\r\ncut",
          "Transfer-Encoding: chunked\r\n\r\nnone\r\n");

  private static final FetchOptions OPTIONS = FetchOptions.DEFAULT;

  @ParameterizedTest
  @EnumSource
  void aRedirectOrAnErrorNeedsNoBody(Engine engine) {
    for (var status : List.of("301 Moved", "304 Not Modified", "403 No", "404 None", "503 Busy")) {
      for (var body : BAD_BODIES) {
        var stream = "HTTP/1.1 " + status + "\r\nLocation: /there\r\n" + body;
        try (var server = RawServer.answeringOnce(stream)) {
          for (var result : engine.fetchAll(OPTIONS, server.url("/"), server.url("/"))) {
            var reply = reply(result);
            assertEquals(Integer.parseInt(status.substring(0, 3)), reply.status());
            assertEquals("/there", reply.headers().first("Location"));
            assertEquals(0, reply.body().length);
            assertEquals(reply.status() != 304, reply.truncated(), stream);
          }
          assertEquals(2, server.connections(), "the connection is given up");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRedirectDoesNotDependOnABodyThatDoesNotEnd(Engine engine) {
    var options = FetchOptions.DEFAULT.withTimeouts(t -> t.withTotal(Duration.ofMillis(300)));
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 9\r\n\r\nslow");
          peer.awaitClose();
        });
    try (server) {
      assertEquals(
          "/there", reply(engine.fetch(options, server.url("/"))).headers().first("location"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageIsItsBody(Engine engine) {
    for (var body : BAD_BODIES) {
      try (var server = RawServer.answeringOnce("HTTP/1.1 200 OK\r\n" + body)) {
        var cause =
            body.contains("Encoding: chunked\r\n\r\nnone\r\n")
                ? FailureCause.BAD_MESSAGE
                : body.endsWith("cut") ? FailureCause.CLOSED_EARLY : FailureCause.BAD_ENCODING;
        assertFailed(cause, engine.fetch(OPTIONS, server.url("/")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageWhoseCodedDataIsCutIsKeptAsFarAsItCame(Engine engine) throws Exception {
    var page = "<p>a page</p>".repeat(50);
    var coded = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(coded)) {
      gzip.write(page.getBytes(StandardCharsets.UTF_8));
    }
    var cut = new String(coded.toByteArray(), 0, coded.size() - 8, StandardCharsets.ISO_8859_1);
    var stream =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + cut.length() + "\r\n\r\n";
    try (var server = RawServer.answering(stream + cut)) {
      for (var result : engine.fetchAll(OPTIONS, server.url("/1"), server.url("/2"))) {
        assertEquals(page, Results.text(reply(result)));
        assertTrue(reply(result).truncated());
      }
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCalledACodingAndIsNoneIsAPage(Engine engine) {
    for (var name : List.of("none", "UTF-8", "binary", "text/html", "", "gzip", "br")) {
      var stream =
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: " + name + "\r\n\r\nhello";
      try (var server = RawServer.answeringOnce(stream)) {
        assertEquals("hello", Results.text(reply(engine.fetch(OPTIONS, server.url("/")))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDefectOfOursIsAFailureOfThatUrl(Engine engine) {
    var jar =
        new dev.spinneret.fetch.cookies.CookieJar(() -> {
          throw new IllegalStateException("a defect");
        });
    var options = FetchOptions.DEFAULT.withRequest(r -> r.withCookies(jar));
    var stream = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a=1\r\n\r\n";
    try (var server = RawServer.answeringOnce(stream)) {
      var failed = engine.fetch(options, server.url("/"));
      assertFailed(FailureCause.INTERNAL_ERROR, failed);
      assertTrue(failed.toString().contains("a defect"), failed.toString());
    }
  }
}
