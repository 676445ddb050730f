package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.assertFailed;
import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.http.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A peer that never reads, on each engine.
@Timeout(30)
class WriteDeadlineTest {
  /// More than all buffers between two sockets of one machine take.
  private static final int LARGE = 24 << 20;

  @ParameterizedTest
  @EnumSource
  void aRequestThatNobodyReadsEndsAtItsDeadline(Engine engine) {
    var over = new CountDownLatch(1);
    try (var server = new RawServer(_ -> await(over))) {
      try {
        var first = large().withTimeouts(t -> t.withFirstByte(Duration.ofMillis(200)));
        assertFailed(FailureCause.FIRST_BYTE_TIMEOUT, engine.fetch(first, server.url("/")));
        var total = large().withTimeouts(t -> t.withTotal(Duration.ofMillis(200)));
        assertFailed(FailureCause.TOTAL_TIMEOUT, engine.fetch(total, server.url("/")));
      } finally {
        over.countDown();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatIsReadLateIsNotCutOff(Engine engine) {
    var server =
        new RawServer(peer -> {
          peer.isOpenAfter(1);
          peer.readRequest();
          peer.send("HTTP/1.0 200 OK\r\n\r\n");
        });
    try (server) {
      assertEquals(200, reply(engine.fetch(large(), server.url("/"))).status());
    }
  }

  private static FetchOptions large() {
    return FetchOptions.DEFAULT.withRequest(
        r -> r.withHeaders(List.of(new Headers.Field("X", "x".repeat(LARGE)))));
  }

  private static void await(CountDownLatch over) throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
