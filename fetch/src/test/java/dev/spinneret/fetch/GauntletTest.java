package dev.spinneret.fetch;

import static dev.spinneret.engine.crawl.port.FailureCause.BAD_ENCODING;
import static dev.spinneret.engine.crawl.port.FailureCause.BAD_MESSAGE;
import static dev.spinneret.engine.crawl.port.FailureCause.CLOSED_EARLY;
import static dev.spinneret.engine.crawl.port.FailureCause.DECOMPRESSION_BOMB;
import static dev.spinneret.engine.crawl.port.FailureCause.FIRST_BYTE_TIMEOUT;
import static dev.spinneret.engine.crawl.port.FailureCause.HEADERS_TOO_LARGE;
import static dev.spinneret.engine.crawl.port.FailureCause.RESET;
import static dev.spinneret.engine.crawl.port.FailureCause.TOO_SLOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.RawServer.Peer;
import dev.spinneret.fetch.RawServer.Script;
import dev.spinneret.fetch.options.FetchOptions;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that mean no good, all at once: each fetch ends in time and says the right thing, and
/// nothing is left behind.
class GauntletTest {
  private static final int BODY_LIMIT = 1 << 20;
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final byte[] PIECE = new byte[4096];

  static {
    Arrays.fill(PIECE, (byte) 'a');
  }

  /// A server and how a fetch from it may end; an empty list means with a reply.
  private record Hostile(String name, List<FailureCause> outcomes, Script script) {}

  private static final FetchOptions OPTIONS =
      FetchOptions.DEFAULT
          .withTimeouts(t ->
              t.withFirstByte(Duration.ofSeconds(3))
                  .withTotal(Duration.ofSeconds(60))
                  .withMinRate(2_000, Duration.ofSeconds(2)))
          .withReplies(r ->
              r.withMaxBodyBytes(BODY_LIMIT).withMaxHeaderBytes(64 * 1024).withMaxHeaderCount(500));

  @ParameterizedTest
  @EnumSource
  void everyHostileServerEndsInTimeWithItsCause(Engine engine) throws IOException {
    run(engine);
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    run(Engine.LOOP);
    var openBefore = openDescriptors();
    var heapBefore = heapBytes();
    run(Engine.LOOP);
    run(Engine.LOOP);
    assertTrue(openDescriptors() <= openBefore + 3, openDescriptors() + " after " + openBefore);
    var grown = heapBytes() - heapBefore;
    assertTrue(grown < 8 << 20, "two runs left " + grown + " bytes on the heap");
  }

  private static void run(Engine engine) throws IOException {
    var hostiles = hostiles();
    assertTrue(hostiles.size() >= 40, hostiles.size() + " servers");
    var servers = new ArrayList<RawServer>();
    try {
      hostiles.forEach(hostile -> servers.add(new RawServer(hostile.script())));
      var urls = servers.stream().map(server -> server.url("/")).toList();
      var results = engine.fetchTogether(OPTIONS, urls);
      for (var i = 0; i < hostiles.size(); i++) {
        check(hostiles.get(i), results.get(i));
      }
    } finally {
      servers.forEach(RawServer::close);
    }
  }

  private static void check(Hostile hostile, FetchResult result) {
    switch (result) {
      case FetchResult.Fetched(var reply, _) -> {
        assertEquals(List.of(), hostile.outcomes(), hostile.name() + " gave a reply");
        assertTrue(reply.body().length <= BODY_LIMIT, hostile.name());
      }
      case FetchResult.Failed(var cause, var detail, _) ->
          assertTrue(
              hostile.outcomes().contains(cause), hostile.name() + ": " + cause + ", " + detail);
    }
  }

  private static List<Hostile> hostiles() throws IOException {
    var all = new ArrayList<Hostile>();
    // -- silence and slowness
    add(all, "never answers", Peer::awaitClose, FIRST_BYTE_TIMEOUT);
    add(all, "answers one byte", peer -> after(peer, "H"), TOO_SLOW);
    add(all, "stops in the head", peer -> after(peer, OK + "A: b"), TOO_SLOW);
    add(all, "stops before the body", peer -> after(peer, length(5)), TOO_SLOW);
    add(all, "stops in the body", peer -> after(peer, length(5) + "abc"), TOO_SLOW);
    add(all, "stops in a chunk", peer -> after(peer, CHUNKED + "5\r\nabc"), TOO_SLOW);
    add(all, "stops before the last chunk", peer -> after(peer, CHUNKED), TOO_SLOW);
    add(all, "never closes", peer -> after(peer, OK + "\r\nabc"), TOO_SLOW);
    add(all, "drips its head", peer -> drip(peer, OK + "A: " + "b".repeat(500)), TOO_SLOW);
    add(all, "drips its body", peer -> drip(peer, OK + "\r\n" + "b".repeat(500)), TOO_SLOW);
    add(all, "drips chunks", peer -> drip(peer, CHUNKED + "1\r\na\r\n".repeat(99)), TOO_SLOW);
    add(all, "drips interim replies", peer -> drip(peer, interim().repeat(2)), FIRST_BYTE_TIMEOUT);
    // -- without end
    add(all, "endless status line", peer -> endless(peer, "HTTP/1.1 200 "), HEADERS_TOO_LARGE);
    add(all, "endless field line", peer -> endless(peer, OK + "A: "), HEADERS_TOO_LARGE);
    add(all, "endless fields", peer -> repeat(peer, OK, "A: b\r\n"), HEADERS_TOO_LARGE);
    add(all, "endless folding", peer -> repeat(peer, OK + "A: b\r\n", " c\r\n"), HEADERS_TOO_LARGE);
    add(all, "endless interim replies", peer -> repeat(peer, "", interim()), HEADERS_TOO_LARGE);
    add(
        all,
        "endless trailers",
        peer -> repeat(peer, CHUNKED + "0\r\n", "A: b\r\n"),
        HEADERS_TOO_LARGE);
    add(all, "endless extension", peer -> endless(peer, CHUNKED + "5;"), BAD_MESSAGE);
    add(
        all,
        "endless extensions",
        peer -> repeat(peer, CHUNKED, "1;" + "x".repeat(999) + "\r\na\r\n"),
        HEADERS_TOO_LARGE);
    add(all, "endless chunk size", peer -> repeat(peer, CHUNKED, "0000000000"), BAD_MESSAGE);
    add(all, "endless body", peer -> endless(peer, OK + "\r\n"));
    add(all, "endless chunks", peer -> repeat(peer, CHUNKED, "a\r\n0123456789\r\n"));
    add(all, "endless tiny chunks", peer -> repeat(peer, CHUNKED, "1\r\na\r\n"));
    add(all, "a body of 2^63 - 1 bytes", peer -> endless(peer, length(Long.MAX_VALUE)));
    // -- lies about length
    add(all, "announces more than comes", peer -> once(peer, length(9) + "abc"), CLOSED_EARLY);
    add(all, "announces less than comes", peer -> once(peer, length(1) + "abc"));
    add(
        all,
        "two lengths",
        peer -> once(peer, OK + "Content-Length: 1\r\n" + length(2).substring(OK.length()) + "ab"),
        BAD_MESSAGE);
    add(all, "a negative length", peer -> once(peer, length(-1)), BAD_MESSAGE);
    add(
        all,
        "a chunk shorter than its size",
        peer -> once(peer, CHUNKED + "5\r\nabc\r\n"),
        CLOSED_EARLY);
    add(
        all,
        "a chunk longer than its size",
        peer -> once(peer, CHUNKED + "1\r\nabc\r\n"),
        BAD_MESSAGE);
    add(
        all,
        "a chunk of 2^64 bytes",
        peer -> endless(peer, CHUNKED + "10000000000000000\r\n"),
        BAD_MESSAGE);
    add(all, "no last chunk", peer -> once(peer, CHUNKED + "1\r\na\r\n"), CLOSED_EARLY);
    // -- ends at each phase
    add(all, "closes at once", _ -> {}, CLOSED_EARLY, RESET);
    add(all, "closes after the request", peer -> once(peer, ""), CLOSED_EARLY);
    add(all, "resets at once", Peer::reset, RESET, CLOSED_EARLY);
    add(all, "resets after the request", peer -> reset(peer, ""), RESET);
    add(all, "resets in the head", peer -> reset(peer, OK + "A: b"), RESET);
    add(all, "resets in the body", peer -> reset(peer, length(5) + "abc"), RESET);
    add(all, "resets in a chunk", peer -> reset(peer, CHUNKED + "5\r\nabc"), RESET);
    add(all, "resets instead of closing", peer -> reset(peer, OK + "\r\nabc"), RESET);
    // -- no HTTP
    add(all, "a TLS alert", peer -> once(peer, "\u0015\u0003\u0001\0\u0002\u0002F"), BAD_MESSAGE);
    add(all, "HTTP/2", peer -> once(peer, "HTTP/2.0 200 OK\r\n\r\n"));
    add(all, "NUL in a field", peer -> once(peer, OK + "A: \0\r\n\r\n"), BAD_MESSAGE);
    add(all, "a bare CR", peer -> once(peer, OK + "A: b\rC: d\r\n\r\n"));
    add(
        all,
        "a text that is no reply",
        peer -> once(peer, "220 mail.example ESMTP\r\n"),
        BAD_MESSAGE);
    add(all, "switches protocols", peer -> once(peer, "HTTP/1.1 101 Go\r\n\r\nabc"));
    // -- codings
    var bomb = gzip(new byte[64 << 20]);
    var page = gzip("<p>a page</p>".repeat(50).getBytes());
    add(all, "a bomb", peer -> coded(peer, "gzip", bomb));
    var nothings = gzip(repeated(gzip(new byte[0]), 3_000_000));
    add(all, "a bomb of nothing", peer -> coded(peer, "gzip, gzip", nothings), DECOMPRESSION_BOMB);
    add(
        all,
        "a gzip cut short",
        peer -> coded(peer, "gzip", Arrays.copyOf(page, 10)),
        BAD_ENCODING);
    add(all, "a page called gzip", peer -> coded(peer, "gzip", PIECE));
    add(all, "a page called br", peer -> coded(peer, "br", PIECE));
    add(all, "a page called zstd", peer -> coded(peer, "zstd", PIECE));
    add(all, "a coding of old", peer -> coded(peer, "compress", PIECE), BAD_ENCODING);
    add(all, "many codings", peer -> coded(peer, "gzip,".repeat(9), PIECE), BAD_ENCODING);
    // -- asks for more
    add(
        all,
        "wants another version for ever",
        peer -> {
          while (peer.readRequest() != null) {
            peer.send(
                "HTTP/1.1 426 Upgrade\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
          }
        });
    add(all, "is tired of every request", peer -> once(peer, "HTTP/1.1 408 Tired\r\n\r\n"));
    return all;
  }

  private static void add(List<Hostile> all, String name, Script script, FailureCause... outcomes) {
    all.add(new Hostile(name, List.of(outcomes), script));
  }

  private static String length(long bytes) {
    return OK + "Content-Length: " + bytes + "\r\n\r\n";
  }

  private static String interim() {
    return "HTTP/1.1 100 Continue\r\n\r\n";
  }

  private static void once(Peer peer, String text) throws IOException {
    peer.readRequest();
    peer.send(text);
  }

  private static void after(Peer peer, String text) throws IOException {
    once(peer, text);
    peer.awaitClose();
  }

  private static void reset(Peer peer, String text) throws IOException {
    once(peer, text);
    peer.reset();
  }

  private static void drip(Peer peer, String text) throws IOException {
    peer.readRequest();
    for (var i = 0; i < text.length() && peer.isOpenAfter(20); i++) {
      peer.send(text.substring(i, i + 1));
    }
    peer.awaitClose();
  }

  private static void endless(Peer peer, String head) throws IOException {
    once(peer, head);
    while (true) {
      peer.send(PIECE);
    }
  }

  private static void repeat(Peer peer, String head, String part) throws IOException {
    once(peer, head);
    var many = part.repeat(1 + 4000 / part.length());
    while (true) {
      peer.send(many);
    }
  }

  private static void coded(Peer peer, String coding, byte[] body) throws IOException {
    once(
        peer,
        OK + "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n");
    peer.send(body);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] repeated(byte[] part, int count) {
    var all = new byte[part.length * count];
    for (var i = 0; i < count; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /// 0 where the system does not tell.
  private static int openDescriptors() {
    var all = new File("/proc/self/fd").list();
    return all == null ? 0 : all.length;
  }
}
