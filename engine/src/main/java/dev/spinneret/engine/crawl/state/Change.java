package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.engine.crawl.verdict.PageChange;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Revisit;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change of a crawl that is not committed yet: what a method of
/// [CrawlStore][dev.spinneret.engine.crawl.CrawlStore] was called with.
public sealed interface Change {

  /// A URL was discovered.
  ///
  /// @param url the URL
  /// @param verdict null when it is queued
  record Discovered(CrawlUrl url, @Nullable Verdict verdict) implements Change {}

  /// A verdict is revoked.
  ///
  /// @param url as it is discovered again
  record Reopened(CrawlUrl url) implements Change {}

  /// A URL waits to be requested again.
  ///
  /// @param url as it waits now
  record Reasked(CrawlUrl url) implements Change {}

  /// A leased URL was found on a shorter way.
  ///
  /// @param url as it is found now
  record Moved(CrawlUrl url) implements Change {}

  /// A queued URL got its verdict.
  ///
  /// @param url the URL
  /// @param verdict its verdict
  /// @param asked what the request brought; null when there was none
  record Ended(CrawlUrl url, Verdict verdict, @Nullable Asked asked) implements Change {}

  /// What a request brought, without the body.
  ///
  /// @param status the HTTP status; 0 when there was no reply
  /// @param bytes of the body
  /// @param digest of the body
  /// @param attempts how often the URL was requested
  /// @param started when the last attempt began
  /// @param received when the request began that brought the body, if that was in an earlier run
  /// @param validators identify the version of the page; null if the server sent none
  /// @param change how it compares with the last run; null unless the crawl is repeated
  /// @param timings where its time went
  /// @param parseNanos how long the body took to parse
  record Asked(
      int status,
      long bytes,
      long digest,
      int attempts,
      Instant started,
      @Nullable Instant received,
      @Nullable Validators validators,
      @Nullable PageChange change,
      FetchTimings timings,
      long parseNanos) {
    static Asked of(PageRecord page) {
      var revisit = page.revisit();
      var kept = revisit == null ? null : revisit.kept();
      return new Asked(
          page.status(),
          page.bytes(),
          page.content().digest(),
          page.fetch().attempts(),
          page.fetch().started(),
          kept == null ? null : kept.receivedAt(),
          validators(page, kept),
          revisit == null ? null : revisit.change(),
          page.fetch().timings(),
          page.content().parseNanos());
    }

    /// The validators of a page. A 304 has those of the stored version, or newer ones (RFC 9111
    /// §4.3.4).
    private static @Nullable Validators validators(PageRecord page, Revisit.@Nullable Kept kept) {
      var reply = page.reply();
      var sent =
          reply != null && (page.status() == 200 || kept != null)
              ? Validators.of(reply.headers())
              : null;
      return sent == null && kept != null ? kept.validators() : sent;
    }
  }

  /// The scope grew.
  ///
  /// @param held what it now holds
  record ScopeWidened(String held) implements Change {}

  /// A request for a queued URL has failed and will be repeated.
  ///
  /// @param url with the attempts so far
  record Retried(CrawlUrl url) implements Change {}

  /// No requests are sent to a host for some time.
  ///
  /// @param host the host queue
  /// @param until by the wall clock
  record HostDelayed(String host, Instant until) implements Change {}

  /// No more requests are sent to a host.
  ///
  /// @param host the host queue
  /// @param why the verdict of its URLs from now on
  record HostClosed(String host, Verdict why) implements Change {}

  /// A page that may belong to a trap was read.
  ///
  /// @param words the digest of its words
  /// @param template the template of its URL
  /// @param staleCount how many pages of that template in a row brought nothing new
  record SuspectRead(long words, String template, int staleCount) implements Change {}

  /// A host's robots.txt is known.
  ///
  /// @param host the host queue
  /// @param body its text
  /// @param at when it was fetched
  record Robots(String host, Bytes body, Instant at) implements Change {}

  /// A URL is referred to the crawler that owns its domain.
  ///
  /// @param referral what it is to do
  record Referred(Referral referral) implements Change {}

  /// A message's referrals have become changes of this crawl.
  ///
  /// @param message its number
  record Taken(long message) implements Change {}

  /// A domain is given up to other crawlers.
  ///
  /// @param domain which
  /// @param isOpen whether URLs of it wait
  /// @param level no URL of it waits at a lesser depth
  record Released(long domain, boolean isOpen, int level) implements Change {}

  /// Requests are sent to hosts at an address.
  ///
  /// @param address names it
  record AddressUsed(String address) implements Change {}

  /// Bytes that are not modified.
  final class Bytes {
    private final byte[] value;

    Bytes(byte[] value) {
      this.value = value;
    }

    /// The bytes.
    ///
    /// @return not to be modified
    public byte[] value() {
      return value;
    }
  }
}
