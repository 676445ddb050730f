package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Reply;
import java.nio.charset.StandardCharsets;

/// What tests ask of a result.
final class Results {
  private Results() {}

  static Reply reply(FetchResult result) {
    return assertInstanceOf(FetchResult.Fetched.class, result, result::toString).reply();
  }

  static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.ISO_8859_1);
  }

  static void assertFailed(FailureCause cause, FetchResult result) {
    var failed = assertInstanceOf(FetchResult.Failed.class, result);
    assertEquals(cause, failed.cause(), failed.detail());
  }
}
