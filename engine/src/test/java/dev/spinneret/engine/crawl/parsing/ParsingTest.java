package dev.spinneret.engine.crawl.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.ParsedPage;
import dev.spinneret.parse.html.ReadLimits;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where pages are parsed, and that it makes no difference.
@Timeout(60)
class ParsingTest {
  private static final String H = "http://127.0.0.1";
  private static final int SMALL = 1_000;
  private static final HostCost HOST = new HostCost();
  private static final Reading READING =
      Reading.of(PageReader.DEFAULT, new byte[0], ContentType.HTML, url(), ReadLimits.NONE, 0);

  /// A page that tells on which thread it was parsed.
  private static Function<ReadLimits, Reading> telling(Thread[] parser) {
    return _ -> {
      parser[0] = Thread.currentThread();
      return READING;
    };
  }

  private static WebUrl url() {
    return Objects.requireNonNull(WebUrl.parse(H + "/", null));
  }

  @Test
  void aSmallPageIsParsedInPlaceWhenNothingWaits() {
    var parser = new Thread[1];
    onLoop(
        2,
        parsing -> {
          assertSame(READING, parsing.read(HOST, SMALL, telling(parser)));
          assertSame(Thread.currentThread(), parser[0]);
        });
  }

  @Test
  void aSmallPageGoesToAThreadWhenOtherStepsWait() throws Exception {
    var parser = new Thread[1];
    onLoop(
        2,
        parsing -> {
          for (int i = 0; i < Parsing.BUSY_COUNT; i++) {
            EventLoop.current().callSoon(() -> {});
          }
          assertSame(READING, parsing.read(HOST, SMALL, telling(parser)));
          assertFalse(parser[0].isVirtual());
        });
    parser[0].join();
  }

  @Test
  void withoutThreadsALargePageIsParsedInPlace() {
    var parser = new Thread[1];
    onLoop(
        0,
        parsing -> {
          parsing.read(HOST, Parsing.LARGE_BYTES, telling(parser));
          assertSame(Thread.currentThread(), parser[0]);
        });
  }

  @Test
  void aPageThatTakesLongDelaysNoTimer() throws Exception {
    var parser = new Thread[1];
    var timerFired = new CountDownLatch(1);
    onLoop(
        1,
        parsing -> {
          EventLoop.current().callLater(Duration.ofMillis(1), timerFired::countDown);
          parsing.read(
              HOST,
              Parsing.LARGE_BYTES,
              _ -> {
                await(timerFired);
                return telling(parser).apply(ReadLimits.NONE);
              });
        });
    parser[0].join();
  }

  @Test
  void whenTheThreadsHaveEnoughToDoTheLoopParses() {
    var mayGoOn = new CountDownLatch(1);
    var parser = new Thread[1];
    onLoop(
        1,
        parsing -> {
          var loop = EventLoop.current();
          var tasks = new ArrayList<Task<Reading>>();
          for (int i = 0; i < 100; i++) {
            tasks.add(
                loop.createTask(() ->
                    parsing.read(
                        HOST,
                        Parsing.LARGE_BYTES,
                        _ -> {
                          if (!Thread.currentThread().isVirtual()) {
                            await(mayGoOn);
                          } else {
                            parser[0] = Thread.currentThread();
                          }
                          return READING;
                        })));
          }
          tasks.getLast().await();
          assertNotNull(parser[0], "the last ones found no room, and did not wait for it");
          mayGoOn.countDown();
          tasks.forEach(task -> assertSame(READING, task.await()));
        });
  }

  @Test
  void aPageThatTurnsOutCostlyIsBegunAgainBesideTheLoop() {
    var host = new HostCost();
    var parsers = new ArrayList<Thread>();
    Function<ReadLimits, Reading> page =
        limits -> {
          parsers.add(Thread.currentThread());
          return Thread.currentThread().isVirtual() ? cut(limits) : READING;
        };
    onLoopWithTime(parsing -> {
      assertSame(READING, parsing.read(host, SMALL, page));
      assertSame(READING, parsing.read(host, SMALL, page), "the next one begins there");
    });
    assertEquals(List.of(true, false, false), parsers.stream().map(Thread::isVirtual).toList());
  }

  /// What comes of a page for which there was not enough time.
  private static Reading cut(ReadLimits limits) {
    while (!limits.isOutOfTime().getAsBoolean()) {
      Thread.onSpinWait();
    }
    var parsed = READING.parsed();
    return new Reading(new ParsedPage(parsed.page(), false, false, 0, true), 1, 0);
  }

  @Test
  void evenWithOneProcessorAHugePageIsParsedBesideTheLoop() {
    var parser = new Thread[1];
    onLoopWithTime(parsing -> {
      parsing.read(HOST, Parsing.HUGE_BYTES, telling(parser));
      assertFalse(parser[0].isVirtual());
      parsing.read(HOST, Parsing.LARGE_BYTES, telling(parser));
      assertFalse(parser[0].isVirtual());
      parsing.read(HOST, SMALL, telling(parser));
      assertTrue(parser[0].isVirtual());
    });
  }

  @Test
  void costlyPagesOfOneHostDoNotHoldUpAnotherHosts() {
    var mayGoOn = new CountDownLatch(1);
    onLoopWithTime(parsing -> {
      var loop = EventLoop.current();
      var hostile = new HostCost();
      var tasks = new ArrayList<Task<Reading>>();
      for (int i = 0; i < 10; i++) {
        tasks.add(
            loop.createTask(() ->
                parsing.read(
                    hostile,
                    Parsing.HUGE_BYTES,
                    _ -> {
                      await(mayGoOn);
                      return READING;
                    })));
      }
      Tasks.yieldNow();
      assertSame(READING, parsing.read(new HostCost(), Parsing.HUGE_BYTES, _ -> READING));
      mayGoOn.countDown();
      tasks.forEach(task -> assertSame(READING, task.await()));
    });
  }

  @Test
  void whatAParserThrowsIsThrownWhereThePageIsVisited() {
    var failure = new IllegalStateException("on purpose");
    onLoop(
        1,
        parsing -> {
          var thrown =
              assertThrows(
                  IllegalStateException.class,
                  () ->
                      parsing.read(
                          HOST,
                          Parsing.LARGE_BYTES,
                          _ -> {
                            throw failure;
                          }));
          assertSame(failure, thrown);
        });
  }

  @Test
  void aCancelledVisitDoesNotWaitForItsPage() throws Exception {
    var begun = new CompletableFuture<Thread>();
    var mayGoOn = new CountDownLatch(1);
    onLoop(
        1,
        parsing -> {
          var visit =
              EventLoop.current()
                  .createTask(() ->
                      parsing.read(
                          HOST,
                          Parsing.LARGE_BYTES,
                          _ -> {
                            begun.complete(Thread.currentThread());
                            await(mayGoOn);
                            return READING;
                          }));
          Tasks.yieldNow();
          begun.join();
          visit.cancel();
          assertThrows(Cancelled.class, visit::await);
        });
    mayGoOn.countDown();
    begun.join().join(); // the threads were closed with what owned them
  }

  @Test
  void crawlsWithAndWithoutThreadsReportTheSame() {
    var inPlace = crawl(0);
    assertTrue(inPlace.size() > 100, inPlace.size() + " pages");
    for (int threads = 1; threads <= 3; threads++) {
      assertEquals(inPlace, crawl(threads));
    }
  }

  @Test
  void aPageOfTheCrawlIsParsedBesideTheLoop() {
    for (int count = 0; count < 2; count++) {
      int threads = count;
      var loopWentOn = new boolean[1];
      var seenByRecord = new boolean[1];
      var page = "x".repeat(Parsing.LARGE_BYTES);
      var web =
          new Fetcher() {
            @Override
            public FetchResult fetch(FetchRequest request) {
              EventLoop.current().callSoon(() -> loopWentOn[0] = true);
              return reply(page);
            }

            @Override
            public void close() {}
          };
      Sink sink =
          new Sink() {
            @Override
            public void accept(PageRecord record) {
              seenByRecord[0] = loopWentOn[0];
            }

            @Override
            public void skipped(
                String href, int depth, @Nullable String referrer, Verdict verdict) {}
          };
      var options =
          CrawlOptions.DEFAULT
              .withSeeds(s -> s.withUrls(List.of(url())))
              .withRobots(r -> r.withObeyed(false))
              .withResources(r -> r.withParserCount(threads));
      var summary = EventLoop.run(() -> new Crawl(EventLoop.current(), web, options, sink).run());
      assertEquals(1, summary.pages().count());
      assertEquals(threads == 1, seenByRecord[0], "the record came in a later step");
    }
  }

  private static FetchResult reply(String page) {
    var headers = new Headers(List.of(new Headers.Field("Content-Type", "text/html")));
    var body = page.getBytes(StandardCharsets.US_ASCII);
    return new FetchResult.Fetched(new Reply(200, headers, body, false, null), FetchTimings.NONE);
  }

  /// Small and large pages, some of them twice, of a web that answers at once.
  private static TreeMap<String, String> crawl(int threads) {
    var web =
        new MemoryWeb()
            .otherwise(request -> {
              var path = request.url().path();
              if (path.equals("/robots.txt")) {
                return Answer.text("").after(Duration.ZERO);
              }
              int n = path.equals("/") ? 0 : Integer.parseInt(path.substring(1));
              var links = new StringBuilder("<title>" + n % 70 + "</title>");
              for (int i = 1; i < 20 && n * 3 + i < 150; i++) {
                links.append("<a href=/").append(n * 3 + i).append(">x</a>");
              }
              var filling = n % 5 == 0 ? "x".repeat(Parsing.LARGE_BYTES) : "";
              return Answer.html(links + filling).after(Duration.ZERO);
            });
    var records = new TreeMap<String, String>();
    Sink sink =
        new Sink() {
          @Override
          public void accept(PageRecord page) {
            var told =
                page.status()
                    + " "
                    + title(page)
                    + " "
                    + page.content().digest()
                    + page.content().links();
            assertEquals(null, records.put(page.url().href(), told), "twice");
          }

          @Override
          public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {}
        };
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(List.of(url())))
            .withResources(r -> r.withParserCount(threads));
    var summary = EventLoop.run(() -> new Crawl(EventLoop.current(), web, options, sink).run());
    assertTrue(summary.urls().isBalanced(), () -> summary.urls().faults().toString());
    assertEquals(EndedBy.DONE, summary.endedBy());
    return records;
  }

  private interface Body {
    void run(Parsing parsing);
  }

  private static void onLoop(int threads, Body body) {
    EventLoop.run(() -> {
      try (var parsing = new Parsing(EventLoop.current(), threads)) {
        body.run(parsing);
      }
      return true;
    });
  }

  private static void onLoopWithTime(Body body) {
    EventLoop.run(() -> {
      try (var parsing =
          new Parsing(EventLoop.current(), 0, Duration.ofSeconds(50), ReadLimits.NONE)) {
        body.run(parsing);
      }
      return true;
    });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String title(PageRecord record) {
    var page = record.content().page();
    return page == null ? null : page.title();
  }
}
