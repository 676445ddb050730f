package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.lastrun.LastVisit;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.seen.FingerprintSet;
import dev.spinneret.engine.crawl.verdict.PageChange;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Revisit;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.sitemap.LastModified;
import dev.spinneret.parse.sitemap.SitemapEntry;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is different when a crawl is repeated.
///
/// It is a crawl like the first, from the same seeds, and yet less work: a request carries the
/// page's validators, and of a page that has not changed the URLs that were discovered in it are
/// discovered again without reading it. When nothing else is left, the URLs of the last run are
/// requested that nothing has led to: they may still be there, although nobody links to them, or be
/// gone.
///
/// Sitemaps are always read, since they say what is new.
final class Recrawl {
  private static final int BATCH = 1_000;

  private final LastRun lastRun;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final Admission admission;
  private final Slices slices;

  /// What was undiscovered: whatever became of it, it is not proposed again.
  private final FingerprintSet proposed = new FingerprintSet();

  Recrawl(LastRun lastRun, CrawlParts parts, Admission admission, Slices slices) {
    this.lastRun = lastRun;
    frontier = parts.frontier();
    recorder = parts.recorder();
    this.admission = admission;
    this.slices = slices;
  }

  /// What became of a URL in the last run. Suspends.
  ///
  /// @return null if it was not requested
  @Nullable LastVisit visitOf(CrawlUrl url) {
    return lastRun.visitOf(url.fingerprint());
  }

  /// Ends a leased page that need not be requested, since a sitemap says that it was not modified
  /// after the last request for it. Suspends.
  ///
  /// @return false if it has to be requested
  boolean keep(CrawlUrl url, WebUrl parsed, LastVisit last) {
    var since = last.unmodifiedSince();
    if (since == null
        || !url.role().isRevisited()
        || !last.wasPage()
        || !since.isBefore(last.requestedAt())) {
      return false;
    }
    var named = namedBy(last);
    if (named.size() >= Slices.MANY_LINKS) {
      try (var slice = slices.hold()) {
        keep(url, parsed, last, named, slice);
      }
    } else {
      keep(url, parsed, last, named, null);
    }
    return true;
  }

  private void keep(
      CrawlUrl url,
      WebUrl parsed,
      LastVisit last,
      List<LastRun.Known> named,
      Slices.@Nullable Slice slice) {
    follow(named, url, url.privateAllowed(), slice);
    admission.flush();
    recorder.kept(
        url,
        new PageRecord(
            parsed,
            url.depth(),
            url.referrer(),
            new PageRecord.Fetch(last.requestedAt(), FetchTimings.NONE, 0, null),
            new Verdict.Unmodified(String.valueOf(last.unmodifiedSince())),
            null,
            PageRecord.Content.kept(last.digest()),
            new Revisit(PageChange.SAME, kept(last))));
    frontier.complete(url, false);
  }

  /// Whether a reply says that a page is that of the last run if its digest is the same: a 304 to a
  /// request with validators, or the same status. A page that was to be kept out of the outputs is
  /// read again, since its header may have said so.
  static boolean mayBeSame(CrawlUrl url, LastVisit last, Reply reply) {
    if (!url.role().isRevisited() || !last.wasPage()) {
      return false;
    }
    if (reply.status() == 304) {
      return last.validators() != null;
    }
    return reply.status() == last.status() && last.verdict() != VerdictKind.NOINDEX;
  }

  /// The URLs that were discovered in a page that has not changed. May suspend.
  List<LastRun.Known> namedBy(LastVisit page) {
    return lastRun.namedBy(page);
  }

  /// Discovers again what was discovered in a page that has not changed.
  ///
  /// @param named what [#namedBy] returned
  /// @param from the page
  /// @param slice pauses between URLs; null when they are few
  void follow(
      List<LastRun.Known> named,
      CrawlUrl from,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    boolean isPrivate = privateAllowed;
    var pages = new ArrayList<WebUrl>(named.size());
    var requisites = new ArrayList<WebUrl>();
    var malformed = new ArrayList<String>();
    for (var known : named) {
      var url = known.isMalformed() ? null : WebUrl.parse(known.href(), null);
      if (url != null) {
        isPrivate &= known.privateAllowed();
        (known.role() == CrawlUrl.Role.PAGE ? pages : requisites).add(url);
      } else if (known.isMalformed()) {
        malformed.add(known.href());
      }
    }
    admission.links(pages, from, isPrivate, CrawlUrl.Role.PAGE, slice);
    admission.links(requisites, from, isPrivate, CrawlUrl.Role.REQUISITE, slice);
    malformed.forEach(reference -> admission.malformed(reference, from));
  }

  /// Records when the pages of a sitemap were modified.
  void listed(List<SitemapEntry> entries) {
    if (!lastRun.trustsLastmod()) {
      return;
    }
    var listed = new ArrayList<LastRun.Listed>();
    for (var entry : entries) {
      var url = WebUrl.parse(entry.loc(), null);
      var moment = entry.lastmod() == null ? null : LastModified.latest(entry.lastmod());
      if (url != null && moment != null) {
        listed.add(new LastRun.Listed(admission.fingerprint(url.withoutUserinfo()), moment));
      }
    }
    if (!listed.isEmpty()) {
      lastRun.listed(listed);
    }
  }

  /// Admits URLs of the last run that this one has not discovered. Suspends. Call when nothing else
  /// is left.
  ///
  /// @return whether there were any
  boolean admitUndiscovered() {
    var known =
        lastRun.undiscovered(
            BATCH,
            fingerprint -> proposed.contains(fingerprint) || admission.isDiscovered(fingerprint));
    for (var url : known) {
      proposed.add(url.fingerprint());
      admission.known(url);
    }
    admission.flush();
    return !known.isEmpty();
  }

  /// Compares a record with the last run.
  ///
  /// @param last null if the URL was not requested then
  /// @param isSame whether the reply says that the page has not changed
  static Revisit compare(@Nullable LastVisit last, PageRecord page, boolean isSame) {
    if (last == null) {
      return new Revisit(PageChange.NEW, null);
    }
    if (isSame) {
      return new Revisit(PageChange.SAME, page.status() == 304 ? kept(last) : null);
    }
    boolean wasThere = last.wasPage() || last.verdict() == VerdictKind.REDIRECTED;
    if (wasThere && (page.status() == 404 || page.status() == 410)) {
      return new Revisit(PageChange.GONE, null);
    }
    return new Revisit(isSameOutcome(last, page) ? PageChange.SAME : PageChange.CHANGED, null);
  }

  /// What holds of a page that was not received again.
  static Revisit.Kept kept(LastVisit last) {
    return new Revisit.Kept(last.receivedAt(), last.validators());
  }

  private static boolean isSameOutcome(LastVisit last, PageRecord page) {
    var verdict = page.verdict();
    var cause = verdict instanceof Verdict.Failed failed ? failed.cause() : null;
    if (verdict.kind() == VerdictKind.REDIRECTED || cause == FailureCause.REDIRECT_LOOP) {
      return Redirects.areSame(verdict.detail(), last.detail());
    }
    if (cause != null || last.cause() != null) {
      return cause == last.cause();
    }
    if (page.status() != last.status()) {
      return false;
    }
    return !HttpStatus.isSuccess(page.status()) || page.content().digest() == last.digest();
  }
}
