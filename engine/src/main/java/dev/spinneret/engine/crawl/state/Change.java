package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that the state file is yet to learn.
sealed interface Change {

  /// A URL was discovered; without verdict it is queued.
  record Discovered(CrawlUrl url, @Nullable Verdict verdict) implements Change {}

  /// A verdict is taken back.
  record Reopened(long fingerprint) implements Change {}

  /// A URL waits to be asked for again.
  record Reasked(CrawlUrl url) implements Change {}

  /// A queued URL got its verdict.
  record Ended(long order, Verdict verdict, @Nullable Asked asked) implements Change {}

  /// What asking brought, without the body.
  record Asked(
      int status,
      long bytes,
      long digest,
      int attempts,
      Instant started,
      FetchTimings timings,
      long parseNanos) {
    static Asked of(PageRecord page) {
      return new Asked(
          page.status(),
          page.bytes(),
          page.content().digest(),
          page.fetch().attempts(),
          page.fetch().started(),
          page.fetch().timings(),
          page.content().parseNanos());
    }
  }

  /// The scope grew.
  record ScopeWidened(String held) implements Change {}

  /// A queued URL was asked for in vain.
  record Retried(long order, int attempts) implements Change {}

  /// A host is left alone for a while.
  record HostDelayed(String host, Instant until) implements Change {}

  /// Nothing more is asked of a host.
  record HostClosed(String host, Verdict why) implements Change {}

  /// A page that may belong to a trap was read.
  record SuspectRead(long words, String template, int staleCount) implements Change {}

  /// A host's robots.txt is known.
  record Robots(String host, Bytes body, Instant at) implements Change {}

  /// Bytes that nobody changes.
  final class Bytes {
    final byte[] value;

    Bytes(byte[] value) {
      this.value = value;
    }
  }
}
