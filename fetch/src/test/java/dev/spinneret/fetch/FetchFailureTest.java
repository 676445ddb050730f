package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.fetch.options.FetchOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How fetches fail, and when, on each engine.
class FetchFailureTest {
  private static final String HELLO =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello";

  private static final FetchOptions OPTIONS = FetchOptions.DEFAULT;

  private static FetchOptions quick() {
    return FetchOptions.DEFAULT.withTimeouts(t -> t.withTotal(Duration.ofMillis(300)));
  }

  @ParameterizedTest
  @EnumSource
  void failuresAreValues(Engine engine) throws IOException {
    fails(engine, FailureCause.CLOSED_EARLY, "");
    fails(engine, FailureCause.CLOSED_EARLY, "HTTP/1.1 200 OK\r\nContent-Len");
    fails(engine, FailureCause.CLOSED_EARLY, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
    fails(engine, FailureCause.BAD_MESSAGE, "HTTP/1.1 two hundred\r\n\r\n");
    var fields = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(3_000) + "\r\n";
    fails(engine, FailureCause.HEADERS_TOO_LARGE, fields);
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var refused = engine.fetch(OPTIONS, "http://127.0.0.1:" + port + "/");
    assertFailed(FailureCause.CONNECT_REFUSED, refused);
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatDoesNotExistIsNotFound(Engine engine) {
    var result = engine.fetch(OPTIONS, "http://no-such-host.invalid/");
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertTrue(
        failed.cause() == FailureCause.DNS_NOT_FOUND || failed.cause() == FailureCause.DNS_FAILED,
        failed.toString());
  }

  @ParameterizedTest
  @EnumSource
  void silenceEndsAtTheFirstByteDeadline(Engine engine) {
    var options = FetchOptions.DEFAULT.withTimeouts(t -> t.withFirstByte(Duration.ofMillis(50)));
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.awaitClose();
        });
    try (server) {
      assertFailed(FailureCause.FIRST_BYTE_TIMEOUT, engine.fetch(options, server.url("/")));
      assertFailed(FailureCause.TOTAL_TIMEOUT, engine.fetch(quick(), server.url("/")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplyThatStopsEndsAtTheTotalDeadline(Engine engine) {
    for (var part :
        new String[] {"H", "HTTP/1.1 200 OK\r\nA: ", HELLO.substring(0, HELLO.length() - 1)}) {
      var server =
          new RawServer(peer -> {
            peer.readRequest();
            peer.send(part);
            peer.awaitClose();
          });
      try (server) {
        assertFailed(FailureCause.TOTAL_TIMEOUT, engine.fetch(quick(), server.url("/")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplyBelowTheMinimumRateIsTooSlow(Engine engine) {
    var options =
        FetchOptions.DEFAULT.withTimeouts(t -> t.withMinRate(1_000, Duration.ofMillis(100)));
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(400));
          peer.awaitClose();
        });
    try (server) {
      assertFailed(FailureCause.TOO_SLOW, engine.fetch(options, server.url("/")));
    }
  }

  private static void fails(Engine engine, FailureCause cause, String stream) {
    try (var server = RawServer.answeringOnce(stream)) {
      assertFailed(cause, engine.fetch(OPTIONS, server.url("/")));
    }
  }
}
