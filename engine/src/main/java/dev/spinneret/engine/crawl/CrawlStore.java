package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Where a crawl keeps what it knows: nowhere but in memory, or in a file that survives the
/// process.
///
/// The crawl tells the store of every change in the step of the loop in which it happens. Only
/// [#finish()] and the frontier's calls may suspend, so what is told between two suspensions, or
/// between [#hold()] and [#release()], belongs together: a store that commits at all commits it
/// together, with the outputs' lengths.
///
/// All calls on the loop's thread. A store that can no longer keep things throws from the next
/// call.
public interface CrawlStore {

  /// Begins a run. Called once, before all else.
  ///
  /// @param loop the crawl's loop
  /// @param options the crawl's options
  /// @param wake rouses the crawl when the store has caught up
  /// @return the frontier of the run
  Frontier begin(EventLoop loop, CrawlOptions options, Runnable wake);

  /// Tells what earlier runs left; nothing for a new crawl.
  ///
  /// @param into gets one call for each thing
  void restore(Restored into);

  /// A URL was discovered.
  ///
  /// @param url the URL
  /// @param verdict its verdict; null when it is queued
  void discovered(CrawlUrl url, @Nullable Verdict verdict);

  /// A verdict that [#discovered] told is taken back; the URL is discovered again.
  ///
  /// @param url as it is discovered now
  void reopened(CrawlUrl url);

  /// A redirect leads back to a URL, which is asked for again: it waits, and a verdict that it had
  /// is taken back.
  ///
  /// @param url as it waits now
  void reasked(CrawlUrl url);

  /// A queued URL got its verdict.
  ///
  /// @param url the URL
  /// @param verdict its verdict
  /// @param page its record; null when it was not asked for
  void ended(CrawlUrl url, Verdict verdict, @Nullable PageRecord page);

  /// The scope grew by a seed.
  ///
  /// @param held what it now holds
  void scopeWidened(String held);

  /// A host's robots.txt is known.
  ///
  /// @param host the host queue
  /// @param body its text; empty when all is allowed
  /// @param at when it was fetched
  void robotsFetched(String host, byte[] body, Instant at);

  /// A URL was asked for in vain and waits for another attempt.
  ///
  /// @param url with the attempts so far
  void retried(CrawlUrl url);

  /// A host is to be left alone for a while.
  ///
  /// @param host the host queue
  /// @param until by the wall clock
  void hostDelayed(String host, Instant until);

  /// Nothing more is asked of a host.
  ///
  /// @param host the host queue
  /// @param why the verdict of all its URLs from now on
  void hostClosed(String host, Verdict why);

  /// A page that may belong to a trap was read, see
  /// [TrapLimits][dev.spinneret.engine.crawl.options.TrapLimits].
  ///
  /// @param words the digest of its words
  /// @param template the template of its URL
  /// @param staleCount how many pages of that template in a row brought nothing new
  void suspectRead(long words, String template, int staleCount);

  /// Begins what belongs together and is told in several steps. Not nested.
  void hold();

  /// Ends what [#hold()] began.
  void release();

  /// Something of ours failed half-way through a step. What was told since the last commit may be a
  /// half of something and must not be committed: a later run does it again.
  ///
  /// @param thrown what failed
  void abandon(Throwable thrown);

  /// Whether the crawl should pause until the store has caught up.
  ///
  /// @return true while too much is not written yet
  boolean isBehind();

  /// Whether URLs without verdict are kept for a later run.
  ///
  /// @return false when they have to be given up at the end of a run
  boolean keepsRest();

  /// Writes everything. Suspends until that is done.
  void finish();

  /// Whether this crawl decides about a URL. Where several crawlers share a crawl, each owns some
  /// domains, and refers what it finds of others to their owners.
  ///
  /// @param url any URL; null for a reference that is none
  /// @return false when it is to be referred
  default boolean owns(@Nullable WebUrl url) {
    return true;
  }

  /// A URL of a domain that this crawl does not own was found.
  ///
  /// @param referral what the owner is to do
  /// @return whether it is sent; false when it was sent before
  default boolean refer(Referral referral) {
    throw new UnsupportedOperationException("nobody else owns " + referral.url().href());
  }

  /// Whether the crawl itself may still find seeds. Called in each of its steps, from the first one
  /// after its own seeds.
  ///
  /// @param open whether a feed is open
  default void feeding(boolean open) {}

  /// The crawl takes nothing new from now on.
  default void ending() {}

  /// Whether URLs may still come from other crawlers.
  ///
  /// @return false when the crawl ends with the last URL of its own
  default boolean mayGrow() {
    return false;
  }

  /// How many pages with content the other crawlers of a shared crawl have fetched.
  ///
  /// @return 0 when nobody else takes part
  default long pagesElsewhere() {
    return 0;
  }

  /// How many bytes of bodies they have fetched.
  ///
  /// @return 0 when nobody else takes part
  default long bytesElsewhere() {
    return 0;
  }

  /// How many crawlers request from hosts at an address, this one included.
  ///
  /// @param address names it
  /// @return 1 or more
  default int crawlersAt(String address) {
    return 1;
  }

  /// What earlier runs left, told piece by piece.
  interface Restored {
    /// A URL that waits.
    ///
    /// @param fingerprint the URL's
    /// @param host the host queue
    void open(long fingerprint, @Nullable String host);

    /// A URL with a verdict.
    ///
    /// @param fingerprint the URL's
    /// @param ended what became of it
    void ended(long fingerprint, Ended ended);

    /// What the scope holds.
    ///
    /// @param held as [CrawlStore#scopeWidened] was told
    void scope(String held);

    /// What is known of a host besides its robots.txt.
    ///
    /// @param host the host queue
    /// @param delayedUntil see [CrawlStore#hostDelayed]; null for never
    /// @param closed see [CrawlStore#hostClosed]; null when it is open
    void host(String host, @Nullable Instant delayedUntil, @Nullable Verdict closed);

    /// The words of a page that [CrawlStore#suspectRead] told.
    ///
    /// @param words their digest
    void words(long words);

    /// A template that [CrawlStore#suspectRead] told.
    ///
    /// @param template the template
    /// @param staleCount 1 or more
    void staleTemplate(String template, int staleCount);

    /// A URL at
    /// [TrapLimits#staleDepth()][dev.spinneret.engine.crawl.options.TrapLimits#staleDepth()] or
    /// deeper.
    ///
    /// @param href the URL
    /// @param referrer the page that named it
    void deepLink(String href, String referrer);

    /// A host's robots.txt.
    ///
    /// @param host the host queue
    /// @param body its text
    /// @param at when it was fetched
    void robots(String host, byte[] body, Instant at);

    /// How many URLs were discovered, so that the order of discovery goes on.
    ///
    /// @param nextOrder the first order that is free
    void order(long nextOrder);

    /// A URL with a verdict, which another crawler may have given: it counts in no account of this
    /// one.
    ///
    /// @param fingerprint the URL's
    /// @param verdict its verdict
    void known(long fingerprint, VerdictKind verdict);

    /// What a host has given so far.
    ///
    /// @param host the host queue
    /// @param pageCount pages with content
    /// @param bodyBytes bytes of all bodies
    void given(String host, long pageCount, long bodyBytes);

    /// All is told of some hosts: they may be requested from.
    ///
    /// @param hosts the host queues
    void complete(Collection<String> hosts);

    /// A URL of a domain that this crawl owns, from another crawler or from an earlier run.
    ///
    /// @param referral what to do
    void referred(Referral referral);

    /// No referral follows at present.
    void referredAll();

    /// Hosts are given up to other crawlers, with what waits of them.
    ///
    /// @param hosts the host queues; none has anything in flight
    /// @param openCount how many of their URLs have no verdict
    void released(Collection<String> hosts, long openCount);

    /// Another number of crawlers request from hosts at an address, see [CrawlStore#crawlersAt].
    ///
    /// @param address names it
    void shared(String address);

    /// Somebody asks the crawl to stop.
    void stop();
  }

  /// What became of a URL in an earlier run.
  ///
  /// @param verdict the verdict's kind
  /// @param cause why it failed; null when it did not
  /// @param host the host queue; null when it never had one
  /// @param role what its body was for
  /// @param depth links from a seed
  /// @param status the HTTP status; 0 when there was no reply
  /// @param bytes of the body
  /// @param digest of the body
  /// @param original the URL where it may be the original of duplicates: the first page with its
  ///   digest; else null
  record Ended(
      VerdictKind verdict,
      @Nullable FailureCause cause,
      @Nullable String host,
      CrawlUrl.Role role,
      int depth,
      int status,
      long bytes,
      long digest,
      @Nullable String original) {}
}
