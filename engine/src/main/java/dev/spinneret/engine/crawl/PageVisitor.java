package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.BodyReader.Body;
import dev.spinneret.engine.crawl.estimate.Lineage;
import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.lastrun.LastVisit;
import dev.spinneret.engine.crawl.limit.Sent;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.NofollowRule;
import dev.spinneret.engine.crawl.parsing.Parsing;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.seen.Originals;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.html.HeaderLinks;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Visits URLs: fetches, judges the reply, parses, passes links on, records.
///
/// Only the fetch and the parse suspend. Everything after them happens in one step of the loop: the
/// host's counters change, links enter the frontier, and sink and ledger receive the record and the
/// verdict, all of it together, or none of it if the task is cancelled or the process dies. Only a
/// page with many links takes several steps, see [Slices], and is still stored completely or not at
/// all.
final class PageVisitor implements AutoCloseable {
  private final EventLoop loop;
  private final Fetcher fetcher;
  private final CrawlOptions options;
  private final Politeness politeness;
  private final Frontier frontier;
  private final Admission admission;
  private final Redirects redirects;
  private final Sitemaps sitemaps;
  private final Retries retries;
  private final VerdictRecorder recorder;
  private final Totals totals;
  private final BodyReader reader;
  private final LinkFollower follower;
  private final Probes probes;
  private final BodyMemory bodies;
  private final Slices slices;
  private final Originals originals;
  private @Nullable Recrawl recrawl;

  PageVisitor(
      CrawlParts parts,
      Admission admission,
      Redirects redirects,
      Sitemaps sitemaps,
      Retries retries,
      BodyReader reader,
      Probes probes,
      BodyMemory bodies,
      Slices slices) {
    loop = parts.loop();
    fetcher = parts.fetcher();
    options = parts.options();
    politeness = parts.politeness();
    frontier = parts.frontier();
    recorder = parts.recorder();
    totals = recorder.totals;
    this.admission = admission;
    this.redirects = redirects;
    this.sitemaps = sitemaps;
    this.retries = retries;
    this.reader = reader;
    this.probes = probes;
    this.bodies = bodies;
    this.slices = slices;
    follower = new LinkFollower(options, admission);
    originals = new Originals(options.resources().queueBytes() / 4);
  }

  /// A visit whose fetch has ended.
  ///
  /// @param url the leased URL
  /// @param parsed its parsed form
  /// @param started when the fetch began, by the wall clock
  /// @param sent when it began, and with how many others in flight
  /// @param last what the last run says of the URL; null if it was not requested then
  private record Visit(
      CrawlUrl url,
      Host host,
      WebUrl parsed,
      Instant started,
      Sent sent,
      @Nullable LastVisit last) {}

  /// Has a crawl that is repeated compare pages with the last run.
  void repeats(Recrawl again) {
    recrawl = again;
  }

  /// Visits a leased URL. Suspends while it is fetched and possibly while it is parsed. Afterwards
  /// the URL is completed or waits for another attempt.
  void visit(CrawlUrl url, Host host, WebUrl parsed) {
    try (var memory = bodies.share(host.memory)) {
      visit(url, host, parsed, memory);
    }
  }

  private void visit(CrawlUrl url, Host host, WebUrl parsed, BodyMemory.Share memory) {
    var last = recrawl == null ? null : recrawl.visitOf(url);
    if (recrawl != null && last != null && recrawl.keep(url, parsed, last)) {
      return;
    }
    var referrer = url.referrer() == null ? null : WebUrl.parse(url.referrer(), null);
    var started = options.run().wallClock().instant();
    int minBodyBytes =
        url.role() == CrawlUrl.Role.SITEMAP
            ? Math.min(SitemapParser.MAX_BYTES, options.resources().maxBodyBytes())
            : 0;
    var request =
        new FetchRequest(
            Probes.method(url.role()),
            parsed,
            referrer,
            url.privateAllowed() && !host.isPublic,
            minBodyBytes,
            memory,
            url.role().isRevisited() && last != null ? last.validators() : null);
    var sent = politeness.send(host, loop.turnTimeNanos());
    var visit = new Visit(url, host, parsed, started, sent, last);
    FetchResult result;
    try {
      result = fetcher.fetch(request);
    } finally {
      politeness.done(host, sent);
    }
    if (result instanceof FetchResult.Fetched(var reply, _)
        && reply.body().length >= Parsing.LARGE_BYTES) {
      politeness.reads(host, reply.body().length);
      try {
        read(visit, result, memory);
      } finally {
        politeness.reads(host, -reply.body().length);
      }
    } else {
      read(visit, result, memory);
    }
  }

  private void read(Visit visit, FetchResult result, BodyMemory.Share memory) {
    var body =
        result instanceof FetchResult.Fetched(var reply, _)
            ? body(visit, reply, memory)
            : Body.NONE;
    if (body.linkCount() >= Slices.MANY_LINKS) {
      try (var slice = slices.hold()) {
        fetched(visit, result, body, slice);
      }
    } else {
      fetched(visit, result, body, null);
    }
  }

  private Body body(Visit visit, Reply reply, BodyMemory.Share memory) {
    var last = visit.last;
    long digest = 0;
    if (recrawl != null && last != null && Recrawl.mayBeSame(visit.url, last, reply)) {
      digest = reply.status() == 304 ? last.digest() : Hash64.ofBytes(reply.body());
      if (digest == last.digest()) {
        return new Body(null, null, recrawl.namedBy(last), digest);
      }
    }
    return reader.read(visit.url, visit.host, reply, visit.parsed, memory, digest);
  }

  private void fetched(Visit visit, FetchResult result, Body body, Slices.@Nullable Slice slice) {
    var host = visit.host;
    long unloadedNanos = host.requested(visit.sent, result);
    totals.path.worked(unloadedNanos);
    var nextRole = probes.nextRole(visit.url, visit.parsed, result);
    if (nextRole != null) {
      askAgain(visit, result, nextRole);
      return;
    }
    switch (result) {
      case FetchResult.Failed failed -> failed(visit, failed);
      case FetchResult.Fetched(var reply, var timings) -> {
        host.answeredFrom(reply.remote());
        boolean again = retries.afterReply(visit.url, host, visit.sent, reply, timings);
        if (!again) {
          host.pageCount +=
              Totals.isContent(visit.url.role(), reply.status(), body.isSame()) ? 1 : 0;
          host.bodyBytes += reply.body().length;
          host.closeIfSpent(options.budget());
        }
        politeness.pace(host);
        if (!again) {
          var from = visit.url.fetched(lineage(visit, unloadedNanos));
          replied(visit, from, reply, timings, body, slice);
        }
      }
    }
  }

  /// Requests a URL again, in another role.
  private void askAgain(Visit visit, FetchResult result, CrawlUrl.Role role) {
    if (result instanceof FetchResult.Fetched(var reply, _)) {
      visit.host.answeredFrom(reply.remote());
      politeness.answered(visit.host, reply);
    }
    var next = visit.url.as(role);
    recorder.reasked(visit.url, next);
    frontier.retry(next, loop.turnTimeNanos());
  }

  /// Stops the threads that parse. Call when no visit is running, or all are cancelled.
  @Override
  public void close() {
    reader.close();
  }

  /// Restores a page of an earlier run.
  void restored(long digest, String href) {
    var _ = originals.firstOr(digest, href);
  }

  private void failed(Visit visit, FetchResult.Failed failed) {
    var url = visit.url;
    var host = visit.host;
    var cause = failed.cause();
    if (!retries.afterFailure(url, host, visit.sent, failed)) {
      lineage(visit, failed.timings().totalNanos());
      var verdict = new Verdict.Failed(cause, failed.detail());
      int requestCount = retries.requestCount(url, host);
      var record = recorder.failure(url, verdict, failed.timings(), requestCount);
      recorder.requested(url, compared(visit, record, false));
      frontier.complete(url, true);
    }
    if (host.failuresInARow >= options.retry().hostFailureCount() && host.closedBecause == null) {
      host.closedBecause =
          new Verdict.Failed(
              cause, "host given up after " + host.failuresInARow + " failures in a row");
    }
  }

  private void replied(
      Visit visit,
      CrawlUrl from,
      Reply reply,
      FetchTimings timings,
      Body body,
      Slices.@Nullable Slice slice) {
    var url = visit.url;
    var parsed = visit.parsed;
    var reading = body.reading();
    var sitemap = body.sitemap();
    boolean privateAllowed = url.privateAllowed() && reply.mayNamePrivate();
    var target = Redirects.target(reply, parsed);
    var same = body.isSame() ? visit.last : null;
    boolean success = HttpStatus.isSuccess(reply.status()) || same != null;
    if (success) {
      admission.arrived(parsed, url);
    }
    Verdict redirected = null;
    if (Redirects.isRedirect(reply)) {
      redirected = redirects.follow(from, target, reply, privateAllowed);
      if (redirected == null) {
        return; // it is requested again
      }
    }
    var header = reader.directivesOf(reply);
    var page = reading == null ? null : reading.parsed().page();
    var named =
        success && sitemap == null && !url.role().isProbe()
            ? HeaderLinks.of(reply.headers().all("Link"), parsed)
            : HeaderLinks.NONE;
    var links =
        Userinfo.removed(page == null ? named.links() : joined(page.links(), named.links()));
    long digest = body.digestOf(reply);
    if (reading != null) {
      totals.parsed(reading.parsed().withoutTree());
    }
    boolean noindex =
        header.noindex()
            || (page != null && page.noindex())
            || (same != null && same.verdict() == VerdictKind.NOINDEX);
    boolean nofollow = header.nofollow() || (page != null && page.nofollow());
    if (options.links().pageRequisites()) {
      follower.requisites(links, parsed, from, privateAllowed, slice);
    }
    if (recrawl != null && body.named() != null) {
      recrawl.follow(body.named(), from, privateAllowed, slice);
    }
    if (!nofollow || options.robots().nofollow() == NofollowRule.IGNORE) {
      follower.follow(links, page == null ? null : page.canonical(), from, privateAllowed, slice);
      // Decided here, since the task may wait for an output after its record.
      follower.malformed(named.malformed(), from);
      follower.malformed(page == null ? List.of() : page.malformed(), from);
    }
    if (success && !url.role().isProbe()) {
      follower.refresh(reply, parsed, from, privateAllowed);
    }
    if (sitemap != null) {
      sitemaps.read(sitemap, parsed, from, reply.truncated(), privateAllowed, slice);
    } else if (page != null) {
      admission.fetched(parsed, url, reply);
    }
    admission.flush();
    int requestCount = retries.requestCount(url, visit.host);
    var content =
        new PageRecord.Content(
            links,
            page,
            reading != null && reading.parsed().linksTruncated(),
            reading != null && reading.parsed().outOfTime(),
            digest,
            reading == null ? 0 : reading.nanos(),
            joined(page == null ? List.of() : page.malformed(), named.malformed()),
            reading == null ? null : reading.parsed().details());
    var verdict =
        redirected == null
            ? verdictOf(reply.status(), parsed, digest, success, success && noindex)
            : redirected;
    var record =
        new PageRecord(
            parsed,
            url.depth(),
            url.referrer(),
            new PageRecord.Fetch(visit.started, timings, requestCount, reply),
            verdict,
            target,
            content);
    recorder.requested(url, compared(visit, record, same != null));
    frontier.complete(url, true);
  }

  private PageRecord compared(Visit visit, PageRecord record, boolean isSame) {
    return recrawl == null ? record : record.compared(Recrawl.compare(visit.last, record, isSame));
  }

  /// Adds a fetch to the chain of those that it had to wait for.
  private Lineage lineage(Visit visit, long fetchNanos) {
    var url = visit.url;
    return totals.path.fetched(url.lineage(), visit.host.robotsLineage, url.href(), fetchNanos);
  }

  /// @param success whether there is a page, sent or kept
  private Verdict verdictOf(int status, WebUrl url, long digest, boolean success, boolean noindex) {
    if (noindex && options.robots().omitNoindex()) {
      return new Verdict.NoIndex(status);
    }
    if (!success || digest == Hash64.OF_EMPTY) {
      return new Verdict.Fetched(status);
    }
    var original = originals.firstOr(digest, url.href());
    return original == null ? new Verdict.Fetched(status) : new Verdict.Duplicate(original);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    if (second.isEmpty()) {
      return first;
    }
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
