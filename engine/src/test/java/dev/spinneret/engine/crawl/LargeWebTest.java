package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One crawl of a web with many hosts under virtual time: it ends, each page that can be reached
/// has exactly one verdict, no host has more in flight than allowed, and delays are kept.
///
/// `-Dlarge.pages=1000000 -Dlarge.hosts=5000` crawls a million pages.
@Timeout(900)
class LargeWebTest {
  private static final int MAX_PER_HOST = 6;
  private static final int CONCURRENCY = 2_000;

  @Test
  void everyPageOfManyHostsHasOneVerdict() {
    int pageCount = Integer.getInteger("large.pages", 20_000);
    int hostCount = Integer.getInteger("large.hosts", 500);
    var world = new LargeWeb(pageCount, hostCount);
    var web = new MemoryWeb().otherwise(world::ask);
    var sink = new OneVerdictEach(world);
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(CrawlRun.urls(world.href(0))))
            .withScope(s -> s.withMode(ScopeMode.ANY))
            .withPace(p -> p.withConcurrency(CONCURRENCY))
            .withRun(r -> r.withWallClock(time.wallClock()));
    long startNanos = System.nanoTime();
    CrawlSummary summary;
    try (var loop = time.newLoop()) {
      summary = loop.runUntilComplete(() -> new Crawl(loop, web, options, sink).run());
    }
    long tookNanos = System.nanoTime() - startNanos;

    assertEquals(EndedBy.DONE, summary.endedBy());
    assertTrue(summary.urls().isBalanced(), () -> summary.urls().faults().toString());
    var known = world.known();
    assertTrue(known.cardinality() > pageCount * 9L / 10, "most pages can be reached");
    var lost = (BitSet) known.clone();
    lost.andNot(sink.ended);
    assertEquals(0, lost.cardinality(), () -> "lost: " + world.href(lost.nextSetBit(0)));
    sink.ended.andNot(known);
    assertEquals(0, sink.ended.cardinality(), "invented");
    assertEquals(known.cardinality(), summary.urls().discovered());
    assertTrue(web.peak() <= CONCURRENCY, () -> web.peak() + " in flight");
    for (int host = 0; host < hostCount; host++) {
      int peak = web.peak(world.origin(host));
      assertTrue(peak <= MAX_PER_HOST, peak + " in flight at " + world.origin(host));
    }
    checkRequests(world, web, hostCount);
    System.out.printf(
        "%d pages on %d hosts: %d known, %s, at most %d in flight, %.1f s for %s%n",
        pageCount,
        hostCount,
        known.cardinality(),
        summary.urls().verdicts(),
        web.peak(),
        tookNanos / 1e9,
        time.elapsed());
  }

  private static void checkRequests(LargeWeb world, MemoryWeb web, int hostCount) {
    var lastAtNanos = new long[hostCount];
    Arrays.fill(lastAtNanos, -1);
    for (var request : web.requests()) {
      var url = CrawlRun.url(request.url());
      int host = world.hostOf(url);
      assertFalse(
          !LargeWeb.isRobots(url) && world.isForbidden(world.pageOf(url)),
          () -> "forbidden: " + url);
      if (world.habit(host) == LargeWeb.Habit.WANTS_DELAY && lastAtNanos[host] >= 0) {
        long gapNanos = request.atNanos() - lastAtNanos[host];
        assertTrue(gapNanos >= LargeWeb.DELAY.toNanos(), () -> gapNanos + " ns before " + url);
      }
      lastAtNanos[host] = request.atNanos();
    }
  }

  /// Takes verdicts, and complains of a second one.
  private static final class OneVerdictEach implements Sink {
    final BitSet ended = new BitSet();
    private final LargeWeb world;

    OneVerdictEach(LargeWeb world) {
      this.world = world;
    }

    @Override
    public void accept(PageRecord page) {
      end(page.url());
    }

    @Override
    public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
      end(Objects.requireNonNull(WebUrl.parse(href, null), href));
    }

    private void end(WebUrl url) {
      int page = world.pageOf(url);
      assertEquals(world.href(page), url.href(), "invented");
      assertFalse(ended.get(page), () -> "a second verdict: " + url);
      ended.set(page);
    }
  }
}
