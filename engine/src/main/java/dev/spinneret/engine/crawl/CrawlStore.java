package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Keeps the state of a crawl: in memory only, or in a file that survives the process.
///
/// The crawl reports every change to the store in the step of the loop in which it happens. Only
/// [#finish()] and the frontier's calls may suspend, so changes reported between two suspensions,
/// or between [#hold()] and [#release()], belong together: a store commits them together, with the
/// lengths of the outputs.
///
/// All calls are on the loop's thread. A store that can no longer write throws from the next call.
public interface CrawlStore {

  /// Begins a run. Called once, before any other method.
  ///
  /// @param loop the crawl's loop
  /// @param options the crawl's options
  /// @param wake wakes the crawl when the store has caught up
  /// @return the frontier of the run
  Frontier begin(EventLoop loop, CrawlOptions options, Runnable wake);

  /// Restores what earlier runs left; nothing for a new crawl.
  ///
  /// @param into receives one call for each item
  void restore(Restored into);

  /// The last run, if this one repeats it. Call after [#restore].
  ///
  /// @return null for a crawl that is not repeated
  default @Nullable LastRun lastRun() {
    return null;
  }

  /// A URL was discovered.
  ///
  /// @param url the URL
  /// @param verdict its verdict; null when it is queued
  void discovered(CrawlUrl url, @Nullable Verdict verdict);

  /// A verdict reported by [#discovered] is revoked; the URL is discovered again.
  ///
  /// @param url as it is discovered now
  void reopened(CrawlUrl url);

  /// A redirect leads back to a URL, which is requested again: it waits, and a verdict that it had
  /// is revoked.
  ///
  /// @param url as it waits now
  void reasked(CrawlUrl url);

  /// A leased URL was found on a shorter way.
  ///
  /// @param url as it is found now
  void moved(CrawlUrl url);

  /// Whether [#moved] may be called.
  ///
  /// @return false if waiting URLs are found by their depth
  default boolean mayMove() {
    return true;
  }

  /// A queued URL got its verdict.
  ///
  /// @param url the URL
  /// @param verdict its verdict
  /// @param page its record; null if it was not requested
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

  /// An attempt to fetch a URL failed, and the URL waits for another one.
  ///
  /// @param url with the attempts so far
  void retried(CrawlUrl url);

  /// No requests are sent to a host for some time.
  ///
  /// @param host the host queue
  /// @param until by the wall clock
  void hostDelayed(String host, Instant until);

  /// No more requests are sent to a host.
  ///
  /// @param host the host queue
  /// @param why the verdict of all its URLs from now on
  void hostClosed(String host, Verdict why);

  /// A page that may belong to a trap was read, see
  /// [TrapLimits][dev.spinneret.engine.crawl.options.TrapLimits].
  ///
  /// @param words the digest of its words
  /// @param template the template of its URL
  /// @param staleCount how many pages of that template in a row had nothing new
  void suspectRead(long words, String template, int staleCount);

  /// Begins changes that belong together and are reported in several steps. Not nested.
  void hold();

  /// Ends what [#hold()] began.
  void release();

  /// Code of this program failed within a step. Changes since the last commit may be incomplete and
  /// must not be committed: a later run repeats them.
  ///
  /// @param thrown what failed
  void abandon(Throwable thrown);

  /// Whether the crawl should pause until the store has caught up.
  ///
  /// @return true while too much is unwritten
  boolean isBehind();

  /// Whether the hosts that this crawl requests from are its own. Where several crawlers share a
  /// crawl, one that was not heard of for too long may have lost them.
  ///
  /// @return true if requests may be sent; may be called from any thread
  default boolean holdsHosts() {
    return true;
  }

  /// Suspends until [#holdsHosts()].
  default void awaitHosts() {}

  /// Whether URLs without verdict are kept for a later run.
  ///
  /// @return false if they are lost at the end of a run
  boolean keepsRest();

  /// Writes everything. Suspends until that is done.
  void finish();

  /// What ended the run; called before [#finish()].
  ///
  /// @param by what did
  default void endedBy(EndedBy by) {}

  /// The crawl has ended, in whatever way: it awaits nothing of the store any more. On the loop's
  /// thread.
  default void left() {}

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

  /// Receives what earlier runs left, item by item.
  interface Restored {
    /// A URL that waits.
    ///
    /// @param fingerprint the URL's
    /// @param host the host queue
    void open(long fingerprint, @Nullable String host);

    /// A URL with a verdict.
    ///
    /// @param fingerprint the URL's
    /// @param ended how it ended
    void ended(long fingerprint, Ended ended);

    /// What the scope holds.
    ///
    /// @param held as reported to [CrawlStore#scopeWidened]
    void scope(String held);

    /// What is known about a host besides its robots.txt.
    ///
    /// @param host the host queue
    /// @param delayedUntil see [CrawlStore#hostDelayed]; null for never
    /// @param closed see [CrawlStore#hostClosed]; null when it is open
    void host(String host, @Nullable Instant delayedUntil, @Nullable Verdict closed);

    /// The words of a page reported to [CrawlStore#suspectRead].
    ///
    /// @param words their digest
    void words(long words);

    /// A template reported to [CrawlStore#suspectRead].
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

    /// A URL that redirects and has its verdict.
    ///
    /// @param from the URL
    /// @param target where to
    void redirected(CrawlUrl from, WebUrl target);

    /// A host's robots.txt.
    ///
    /// @param host the host queue
    /// @param body its text
    /// @param at when it was fetched
    void robots(String host, byte[] body, Instant at);

    /// How many URLs were discovered, so that the order of discovery continues.
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

    /// Everything about some hosts has been reported: they may be requested from.
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

  /// How a URL ended in an earlier run.
  ///
  /// @param verdict the verdict's kind
  /// @param cause why it failed; null if it did not
  /// @param host the host queue; null when it never had one
  /// @param role what its body was for
  /// @param depth links from a seed
  /// @param status the HTTP status; 0 when there was no reply
  /// @param bytes of the body
  /// @param digest of the body
  /// @param isKept whether the page was not sent again, since it had not changed
  /// @param original the URL, if it may be the original of duplicates because it was the first page
  ///   with its digest; else null
  record Ended(
      VerdictKind verdict,
      @Nullable FailureCause cause,
      @Nullable String host,
      CrawlUrl.Role role,
      int depth,
      int status,
      long bytes,
      long digest,
      boolean isKept,
      @Nullable String original) {}
}
