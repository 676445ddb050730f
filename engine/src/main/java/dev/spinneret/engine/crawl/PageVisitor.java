package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.html.HeaderLinks;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.MalformedLink;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.PageType;
import dev.spinneret.parse.html.RobotsDirectives;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.http.MimeSniffer;
import dev.spinneret.parse.http.Refresh;
import dev.spinneret.parse.robots.ProductToken;
import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The visit of one URL: fetch, judge the reply, parse, pass its links on, record.
///
/// Only the fetch and the parse suspend. Everything after them happens in one step of the loop: the
/// host's account is kept, links enter the frontier, the record reaches the sink and the ledger
/// gets its verdict together, or, when the task is cancelled or the process dies, not at all. Only
/// a page of many links takes several steps, see [Slices], and yet is kept whole or not at all.
final class PageVisitor implements AutoCloseable {
  /// Links of a page that take less memory are not counted.
  private static final long MANY_LINK_BYTES = 64 * 1024;

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
  private final PageReader pageReader;
  private final Parsing parsing;
  private final BodyMemory bodies;
  private final Slices slices;

  /// The Content-Type fields of the last page, and what they mean: most pages of a site have the
  /// same.
  private List<String> lastTypes = List.of();

  private @Nullable ContentType lastType;
  private final FingerprintSet digests = new FingerprintSet();

  PageVisitor(
      EventLoop loop,
      Fetcher fetcher,
      CrawlOptions options,
      Politeness politeness,
      Frontier frontier,
      Admission admission,
      Redirects redirects,
      Sitemaps sitemaps,
      Retries retries,
      VerdictRecorder recorder,
      Totals totals,
      Slices slices,
      Parsing parsing,
      BodyMemory bodies) {
    this.loop = loop;
    this.fetcher = fetcher;
    this.options = options;
    this.politeness = politeness;
    this.frontier = frontier;
    this.admission = admission;
    this.redirects = redirects;
    this.sitemaps = sitemaps;
    this.retries = retries;
    this.recorder = recorder;
    this.totals = totals;
    this.slices = slices;
    this.pageReader =
        options.pageReader().withRobotsName(ProductToken.nameOf(options.productToken()));
    this.parsing = parsing;
    this.bodies = bodies;
  }

  /// PageVisitor a leased URL. Suspends while it is fetched and perhaps while it is parsed.
  /// Afterwards the URL is completed or waits for another attempt.
  void visit(CrawlUrl url, Host host, WebUrl parsed) {
    try (var memory = bodies.share(host.memory)) {
      visit(url, host, parsed, memory);
    }
  }

  private void visit(CrawlUrl url, Host host, WebUrl parsed, BodyMemory.Share memory) {
    var referrer = url.referrer() == null ? null : WebUrl.parse(url.referrer(), null);
    var started = options.wallClock().instant();
    int leastBodyBytes =
        url.role() == CrawlUrl.Role.SITEMAP
            ? Math.min(SitemapParser.MAX_BYTES, options.resources().mostBodyBytes())
            : 0;
    var request =
        new FetchRequest(
            parsed, referrer, url.privateAllowed() && !host.isPublic, leastBodyBytes, memory);
    var sent = politeness.send(host, loop.turnTimeNanos());
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
        read(url, host, parsed, sent, started, result, memory);
      } finally {
        politeness.reads(host, -reply.body().length);
      }
    } else {
      read(url, host, parsed, sent, started, result, memory);
    }
  }

  private void read(
      CrawlUrl url,
      Host host,
      WebUrl parsed,
      Sent sent,
      Instant started,
      FetchResult result,
      BodyMemory.Share memory) {
    var reading =
        result instanceof FetchResult.Fetched(var reply, _)
            ? read(url, host, reply, parsed, memory)
            : null;
    var sitemap =
        result instanceof FetchResult.Fetched(var reply, _) && isSitemap(url, reply)
            ? parsing.aside(
                host, reply.body().length, () -> SitemapParser.parse(reply.body(), parsed))
            : null;
    if (linkCount(reading, sitemap) >= Slices.MANY_LINKS) {
      try (var slice = slices.hold()) {
        fetched(url, host, parsed, sent, started, result, reading, sitemap, slice);
      }
    } else {
      fetched(url, host, parsed, sent, started, result, reading, sitemap, null);
    }
  }

  private void fetched(
      CrawlUrl url,
      Host host,
      WebUrl parsed,
      Sent sent,
      Instant started,
      FetchResult result,
      @Nullable Reading reading,
      @Nullable Sitemap sitemap,
      Slices.@Nullable Slice slice) {
    long unloadedNanos = host.asked(sent, result);
    totals.path.worked(unloadedNanos);
    switch (result) {
      case FetchResult.Failed failed -> failed(url, host, sent, failed);
      case FetchResult.Fetched(var reply, var timings) -> {
        host.answeredFrom(reply.remote());
        boolean again = retries.afterReply(url, host, sent, reply, timings);
        if (!again) {
          host.pageCount += Totals.isContent(url.role(), reply.status()) ? 1 : 0;
          host.bodyBytes += reply.body().length;
          host.closeIfSpent(options.budget());
        }
        politeness.pace(host);
        if (!again) {
          var from = url.fetched(fetched(url, host, unloadedNanos));
          replied(url, host, parsed, started, reply, reading, sitemap, timings, from, slice);
        }
      }
    }
  }

  /// Ends what parses beside the loop. Call when no visit is under way any more, or all are
  /// cancelled.
  @Override
  public void close() {
    parsing.close();
  }

  /// Takes over the digest of a page of an earlier run.
  void restoredDigest(long digest) {
    digests.add(digest);
  }

  private void failed(CrawlUrl url, Host host, Sent sent, FetchResult.Failed failed) {
    var cause = failed.cause();
    if (!retries.afterFailure(url, host, sent, failed)) {
      fetched(url, host, failed.timings().totalNanos());
      var verdict = new Verdict.Failed(cause, failed.detail());
      int requestCount = retries.requestCount(url, host);
      recorder.asked(url, recorder.failure(url, verdict, failed.timings(), requestCount));
      frontier.complete(url, true);
    }
    if (host.failuresInARow >= options.hostFailures() && host.closedBecause == null) {
      host.closedBecause =
          new Verdict.Failed(
              cause, "host given up after " + host.failuresInARow + " failures in a row");
    }
  }

  private void replied(
      CrawlUrl url,
      Host host,
      WebUrl parsed,
      Instant started,
      Reply reply,
      @Nullable Reading reading,
      @Nullable Sitemap sitemap,
      FetchTimings timings,
      CrawlUrl from,
      Slices.@Nullable Slice slice) {
    boolean privateAllowed = url.privateAllowed() && reply.mayNamePrivate();
    var target = Redirects.target(reply, parsed);
    boolean success = HttpStatus.isSuccess(reply.status());
    if (success) {
      admission.arrived(parsed, url);
    }
    Verdict redirected = null;
    if (Redirects.isRedirect(reply)) {
      redirected = redirects.follow(from, target, reply, privateAllowed);
      if (redirected == null) {
        return; // it is asked for again
      }
    }
    var header = directivesOf(reply);
    var page = reading == null ? null : reading.parsed().page();
    var named =
        success && sitemap == null
            ? HeaderLinks.of(reply.headers().all("Link"), parsed)
            : HeaderLinks.NONE;
    var links =
        Userinfo.removed(page == null ? named.links() : joined(page.links(), named.links()));
    long digest = reading == null ? Hash64.ofBytes(reply.body()) : reading.digest();
    if (reading != null) {
      totals.parsed(reading.parsed().withoutTree());
    }
    boolean noindex = header.noindex() || (page != null && page.noindex());
    boolean nofollow = header.nofollow() || (page != null && page.nofollow());
    if (!nofollow || options.nofollow() == NofollowRule.IGNORE) {
      follow(links, page == null ? null : page.canonical(), from, privateAllowed, slice);
      // Here, since the task may wait for an output after its record.
      malformed(named.malformed(), from);
      malformed(page == null ? List.of() : page.malformed(), from);
    }
    var refresh = success ? refreshTarget(reply, parsed) : null;
    if (refresh != null && options.follow().contains(LinkKind.META_REFRESH)) {
      admission.links(List.of(refresh), from, privateAllowed, null);
    }
    if (sitemap != null) {
      sitemaps.read(sitemap, parsed, from, reply.truncated(), privateAllowed, slice);
    } else if (page != null) {
      admission.fetched(parsed, url, reply);
    }
    admission.flush();
    recorder.asked(
        url,
        new PageRecord(
            parsed,
            reply.status(),
            redirected instanceof Verdict.Failed(var cause, _) ? cause : null,
            redirected instanceof Verdict.Failed(_, var detail) ? detail : null,
            url.depth(),
            url.referrer(),
            type(reply),
            reply.body().length,
            reply.truncated(),
            reading != null && reading.parsed().linksTruncated(),
            reading != null && reading.parsed().outOfTime(),
            target,
            links,
            page == null ? null : page.title(),
            noindex,
            digest,
            started,
            timings,
            reading == null ? 0 : reading.nanos(),
            retries.requestCount(url, host),
            redirected == null ? verdictOf(reply, digest, success && noindex) : redirected,
            reply));
    frontier.complete(url, true);
  }

  /// Reads a reply whose body is a page. One whose links find no room is read once more when there
  /// is some.
  ///
  /// @return null when it is none
  private @Nullable Reading read(
      CrawlUrl as, Host host, Reply reply, WebUrl url, BodyMemory.Share memory) {
    var reading = read(as, host, reply, url);
    long linkBytes = reading == null ? 0 : reading.parsed().linkBytes();
    if (linkBytes < MANY_LINK_BYTES) {
      return reading;
    }
    memory.take(linkBytes);
    if (!memory.mustWait()) {
      return reading;
    }
    reading = null; // or it would stay in memory as long as this task waits
    memory.give(linkBytes);
    memory.awaitRoomFor(linkBytes);
    return read(as, host, reply, url);
  }

  /// Reads a reply whose body is a page.
  ///
  /// @return null when it is none
  private @Nullable Reading read(CrawlUrl as, Host host, Reply reply, WebUrl url) {
    if (as.role() == CrawlUrl.Role.SITEMAP || !HttpStatus.isSuccess(reply.status())) {
      return null;
    }
    var body = reply.body();
    var type = mediaType(reply);
    return PageType.of(type, body) == PageType.NONE
        ? null
        : parsing.read(
            host, body.length, limits -> Reading.of(pageReader, body, type, url, limits));
  }

  /// Puts a fetch into the chain of those that it had to wait for.
  private Lineage fetched(CrawlUrl url, Host host, long fetchNanos) {
    return totals.path.fetched(url.lineage(), host.robotsLineage, url.href(), fetchNanos);
  }

  private Verdict verdictOf(Reply reply, long digest, boolean noindex) {
    int status = reply.status();
    if (noindex && options.omitNoindex()) {
      return new Verdict.NoIndex(status);
    }
    boolean known = HttpStatus.isSuccess(status) && reply.body().length > 0 && !digests.add(digest);
    return known ? new Verdict.Duplicate(status, digest) : new Verdict.Fetched(status);
  }

  private void follow(
      List<Link> links,
      @Nullable WebUrl canonical,
      CrawlUrl from,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    var follow = options.follow();
    var other = follow.contains(LinkKind.CANONICAL) ? canonical : null;
    if (links.isEmpty() && other == null) {
      return;
    }
    var urls = new ArrayList<WebUrl>(links.size() + 1);
    for (var link : links) {
      if (isFollowed(link.kind(), link.nofollow())) {
        urls.add(link.url());
      }
    }
    if (other != null) {
      urls.add(other.withoutUserinfo());
    }
    admission.links(urls, from, privateAllowed, slice);
  }

  private void malformed(List<MalformedLink> links, CrawlUrl from) {
    for (var link : links) {
      if (isFollowed(link.kind(), link.nofollow())) {
        admission.malformed(Userinfo.removed(link.reference()), from);
      }
    }
  }

  private boolean isFollowed(LinkKind kind, boolean nofollow) {
    return options.follow().contains(kind)
        && !(nofollow && options.nofollow() == NofollowRule.PAGE_AND_LINK);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    if (second.isEmpty()) {
      return first;
    }
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private RobotsDirectives directivesOf(Reply reply) {
    var all = RobotsDirectives.NONE;
    for (var value : reply.headers().all("X-Robots-Tag")) {
      all = all.and(RobotsDirectives.parseHeader(value, pageReader.robotsName()));
    }
    return all;
  }

  private static @Nullable WebUrl refreshTarget(Reply reply, WebUrl url) {
    var value = reply.headers().first("Refresh");
    var refresh = value == null ? null : Refresh.parse(value);
    var target = refresh == null || refresh.url() == null ? null : WebUrl.parse(refresh.url(), url);
    return target == null ? null : target.withoutUserinfo();
  }

  private static int linkCount(@Nullable Reading reading, @Nullable Sitemap sitemap) {
    return switch (sitemap) {
      case Sitemap.UrlSet set -> set.entries().size();
      case Sitemap.Index index -> index.entries().size();
      case Sitemap.Invalid _ -> 0;
      case null -> reading == null ? 0 : reading.parsed().page().links().size();
    };
  }

  private static boolean isSitemap(CrawlUrl url, Reply reply) {
    return url.role() == CrawlUrl.Role.SITEMAP && HttpStatus.isSuccess(reply.status());
  }

  private static @Nullable String type(Reply reply) {
    return reply.headers().first("Content-Type");
  }

  /// What a body is: what its sender says, or what it looks like where that says nothing.
  private ContentType mediaType(Reply reply) {
    var values = reply.headers().all("Content-Type");
    if (!values.equals(lastTypes)) {
      lastTypes = values;
      lastType = ContentType.extract(values);
    }
    var sent = lastType;
    if (sent != null && !sent.isUnknown()) {
      return sent;
    }
    var options = reply.headers().first("X-Content-Type-Options");
    // WHATWG Fetch, "determine nosniff": the first value of the list counts.
    boolean nosniff =
        options != null && options.split(",", 2)[0].strip().equalsIgnoreCase("nosniff");
    return MimeSniffer.typeOf(sent, nosniff, reply.body());
  }
}
