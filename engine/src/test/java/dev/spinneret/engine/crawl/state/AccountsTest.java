package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a crawl holds against a host or a page, and what it has spent, holds across runs: a crawl
/// that is cut off every few requests obeys the same limits as one that is left alone.
@Timeout(60)
class AccountsTest {
  private static final Map<String, String> SETTINGS = Map.of("a", "b");
  private static final String A = "http://a.test";

  @TempDir Path folder;

  /// One clock for all runs, as the wall clock is.
  private final VirtualTime time = new VirtualTime();

  private final MemoryWeb web = new MemoryWeb().latency(Duration.ofMillis(50));
  private int runs;

  @Test
  void aHostsPageBudgetIsExact() throws Exception {
    web.otherwise(AccountsTest::tree);

    var summary =
        crawl(
            17,
            options -> options.withPace(p -> p.withPerHost(8)).withBudget(b -> b.withHostPages(33)),
            A + "/",
            "http://b.test/");

    assertTrue(runs > 3, runs + " runs");
    assertEquals(66, summary.pages().count());
    assertEquals(EndedBy.DONE, summary.endedBy());
    assertTrue(summary.urls().isBalanced(), summary.urls().faults().toString());
  }

  @Test
  void theCrawlsPageBudgetIsExact() throws Exception {
    web.otherwise(AccountsTest::tree);

    var summary =
        crawl(
            17,
            options -> options.withPace(p -> p.withPerHost(8)).withBudget(b -> b.withPages(100)),
            A + "/");

    assertTrue(runs > 3, runs + " runs");
    assertEquals(100, summary.pages().count());
    assertEquals(EndedBy.PAGES, summary.endedBy());
  }

  @Test
  void bytesOfEarlierRunsCount() throws Exception {
    web.otherwise(AccountsTest::tree);

    var summary =
        crawl(
            17,
            options -> options.withPace(p -> p.withPerHost(1)).withBudget(b -> b.withBytes(5_000)),
            A + "/");

    assertTrue(runs > 2, runs + " runs");
    assertEquals(EndedBy.BYTES, summary.endedBy());
    assertTrue(
        summary.pages().bytes() >= 5_000 && summary.pages().bytes() < 5_500,
        summary.pages().bytes() + " bytes");
  }

  @Test
  void aTrapIsToldAsSoonAsInOneRun() throws Exception {
    web.otherwise(request -> {
      var path = request.url().path();
      if (!path.startsWith("/month/")) {
        return path.equals("/") ? Answer.links("/month/1") : null;
      }
      int month = Integer.parseInt(path.substring(7));
      return Answer.html("<h1>%d</h1><a href=/month/%d>next</a>".formatted(month, month + 1));
    });

    var alone = crawl(Integer.MAX_VALUE, options -> options, A + "/");
    var cutOff = crawl(7, options -> options, A + "/");

    assertTrue(runs > 5, runs + " runs");
    assertEquals(alone.urls().verdicts(), cutOff.urls().verdicts());
    assertEquals(alone.pages().count(), cutOff.pages().count());
  }

  /// Pages that always say something new, each on a host of its own.
  @Test
  void theHostsAndChainsOfEarlierRunsCount() throws Exception {
    web.otherwise(request -> {
      var path = request.url().path();
      if (path.equals("/robots.txt")) {
        return null;
      }
      int n = path.equals("/") ? 0 : Integer.parseInt(path.substring(1));
      var words = "x".repeat(n + 1);
      return Answer.html(
          "%s <a href=/%d></a><a href=http://h%d.a.test/></a>".formatted(words, n + 1, n));
    });
    var limits = new TrapLimits(2_048, 40, 4, 10, 10, 20, 30);
    UnaryOperator<CrawlOptions> limited =
        options ->
            options
                .withTraps(_ -> limits)
                .withScope(s -> s.withMode(ScopeMode.DOMAIN))
                .withPace(p -> p.withPerHost(1));

    var alone = crawl(Integer.MAX_VALUE, limited, A + "/");
    var cutOff = crawl(7, limited, A + "/");

    assertTrue(runs > 5, runs + " runs");
    // What was in flight at a cut comes later, and so may other URLs be the ones too many. If
    // each run counted anew, there would be no end.
    assertEquals(alone.pages().count(), cutOff.pages().count(), alone.pages().count() / 8.0);
    assertTrue(
        cutOff.urls().verdicts().get(VerdictKind.TRAP) > 0, cutOff.urls().verdicts().toString());
  }

  @Test
  void aRedirectLoopThatAnEarlierRunHasBegunIsFound() throws Exception {
    web.on(A + "/", Answer.links("/0", "/1", "/2", "/3", "/4", "/5"));
    for (int i = 0; i < 6; i++) {
      web.on(A + "/" + i, Answer.redirect("/" + (i + 1) % 6));
    }
    UnaryOperator<CrawlOptions> oneByOne = options -> options.withPace(p -> p.withPerHost(1));

    var alone = crawl(Integer.MAX_VALUE, oneByOne, A + "/");
    var cutOff = crawl(3, oneByOne, A + "/");

    assertTrue(runs > 2, runs + " runs");
    assertEquals(alone.urls().verdicts(), cutOff.urls().verdicts());
    assertEquals(Map.of(FailureCause.REDIRECT_LOOP, 1L), cutOff.urls().failures());
  }

  @Test
  void attemptsInVainCount() throws Exception {
    web.on(A + "/", Answer.links("/x", "/1", "/2", "/3"))
        .on(A + "/x", Answer.failure(FailureCause.RESET))
        .otherwise(AccountsTest::tree);

    crawl(
        3,
        options -> options.withPace(p -> p.withPerHost(1)).withScope(s -> s.withMaxDepth(2)),
        A + "/");

    assertTrue(runs > 2, runs + " runs");
    // What was in flight when a run was cut off was not answered, so it does not count.
    var asked = answered.stream().filter(url -> url.equals(A + "/x")).count();
    assertEquals(3, asked);
  }

  @Test
  void retryAfterIsWaitedForByTheNextRun() throws Exception {
    var seen = new ArrayList<Long>();
    web.otherwise(request -> {
      if (!request.url().path().equals("/busy")) {
        return Answer.links(A + "/busy", "http://b.test/1", "http://b.test/2");
      }
      seen.add(time.elapsed().toNanos());
      return seen.size() == 1 ? Answer.status(503, "", "Retry-After", "300") : Answer.html("well");
    });

    crawl(
        6,
        options ->
            options.withScope(s -> s.withMode(ScopeMode.ANY)).withPace(p -> p.withPerHost(1)),
        A + "/");

    assertTrue(runs > 1, runs + " runs");
    assertEquals(2, seen.size());
    long gap = seen.get(1) - seen.get(0);
    assertTrue(gap >= Duration.ofSeconds(299).toNanos(), Duration.ofNanos(gap).toString());
  }

  @Test
  void aCrawlDelayHoldsBetweenTwoRuns() throws Exception {
    web.on(A + "/robots.txt", Answer.text("User-agent: *\nCrawl-delay: 10\n"))
        .otherwise(request -> request.url().path().length() > 4 ? null : tree(request));

    crawl(4, options -> options, A + "/");

    assertTrue(runs > 2, runs + " runs");
    var requests = web.requests();
    for (int i = 1; i < requests.size(); i++) {
      long gap = requests.get(i).atNanos() - requests.get(i - 1).atNanos();
      assertTrue(gap >= Duration.ofSeconds(9).toNanos(), i + ": " + Duration.ofNanos(gap));
    }
  }

  @Test
  void aHostThatWasGivenUpStaysGivenUp() throws Exception {
    web.on(A + "/", Answer.links("http://dead.test/1", "/1", "/2", "/3", "/4"))
        .otherwise(request ->
            request.url().host().equals("dead.test")
                ? Answer.failure(FailureCause.CONNECT_REFUSED)
                : Answer.links("http://dead.test" + request.url().path() + "/more"));

    var summary =
        crawl(
            6,
            options ->
                options
                    .withScope(s -> s.withMode(ScopeMode.ANY).withMaxDepth(2))
                    .withPace(p -> p.withPerHost(1)),
            A + "/");

    assertTrue(runs > 1, runs + " runs");
    assertEquals(1, web.count("http://dead.test/robots.txt"));
    assertEquals(5, summary.urls().verdicts().get(VerdictKind.FAILED));
  }

  @Test
  void aFileOfTheFirstVersionGoesOn() throws Exception {
    web.otherwise(request -> request.url().path().length() > 5 ? null : tree(request));
    run(20, options -> options, A + "/");
    OlderVersion.make(folder.resolve("1.state"), 1);

    var summary = Objects.requireNonNull(run(Integer.MAX_VALUE, options -> options, A + "/"));

    assertTrue(summary.urls().isBalanced());
    assertEquals(63, summary.urls().discovered());
  }

  private static @Nullable Answer tree(FetchRequest request) {
    var path = request.url().path();
    return path.equals("/robots.txt") ? null : Answer.links(path + "1", path + "2");
  }

  private final List<String> answered = new ArrayList<>();
  private int fileCount = 1;

  /// Crawls in runs that are cut off after so many requests each, until one comes to its end.
  private CrawlSummary crawl(int requests, UnaryOperator<CrawlOptions> set, String... seeds)
      throws Exception {
    fileCount++;
    runs = 0;
    CrawlSummary summary = null;
    while (summary == null) {
      assertTrue(++runs < 1_000, "it never ends");
      summary = run(requests, set, seeds);
    }
    return summary;
  }

  private @Nullable CrawlSummary run(int requests, UnaryOperator<CrawlOptions> set, String... seeds)
      throws Exception {
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s ->
                s.withUrls(
                    List.of(seeds).stream()
                        .map(seed -> Objects.requireNonNull(WebUrl.parse(seed, null)))
                        .toList()))
            .withRun(r -> r.withWallClock(time.wallClock()));
    var name = Integer.toString(fileCount);
    try (var lines = new LineFile(folder.resolve(name + ".out"));
        var state = SqliteState.open(folder.resolve(name + ".state"), SETTINGS, List.of(lines));
        var loop = time.newLoop()) {
      state.commitEvery(Duration.ofMillis(1));
      return loop.runUntilComplete(() -> {
        var fetcher = new CuttingOff(requests);
        var crawl = new Crawl(loop, fetcher, set.apply(options), lines, state);
        var task = loop.<CrawlSummary>createTask(crawl::run);
        fetcher.cutOff = task::cancel;
        try {
          return task.await();
        } catch (Cancelled e) {
          return null;
        }
      });
    }
  }

  /// Ends a run at a request that is never answered; all that was answered before is committed.
  private final class CuttingOff implements Fetcher {
    private int left;
    private Runnable cutOff = () -> {};

    CuttingOff(int requests) {
      left = requests;
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
      if (--left == 0) {
        EventLoop.current().callLater(Duration.ofMillis(20), cutOff);
      }
      var result = web.fetch(request);
      answered.add(request.url().href());
      return result;
    }

    @Override
    public void close() {}
  }
}
