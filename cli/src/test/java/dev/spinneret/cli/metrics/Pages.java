package dev.spinneret.cli.metrics;

import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.Objects;

/// Records of pages, for statistics.
final class Pages {
  private Pages() {}

  /// A page whose fetch took so long.
  static PageRecord thatTook(long millis) {
    var url = Objects.requireNonNull(WebUrl.parse("http://h.test/", null));
    var timings = new FetchTimings(0, 0, 0, millis * 1_000_000, 0);
    return new PageRecord(
        url,
        0,
        null,
        new PageRecord.Fetch(
            Instant.EPOCH, timings, 1, new Reply(200, Headers.EMPTY, new byte[0], false, null)),
        new Verdict.Fetched(200),
        null,
        PageRecord.Content.NONE);
  }
}
