package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How work on the loop lets other steps run. In real time: virtual time does not pass in a step.
@Timeout(60)
class SlicesTest {
  private static final String H = "http://127.0.0.1";
  private static final int LINKS = 100_000;

  /// A store that notes when it is held, and which pages end.
  private static CrawlStore store(List<String> calls) {
    var memory = new MemoryStore();
    return (CrawlStore)
        Proxy.newProxyInstance(
            CrawlStore.class.getClassLoader(),
            new Class<?>[] {CrawlStore.class},
            (_, method, arguments) -> {
              switch (method.getName()) {
                case "hold", "release" -> calls.add(method.getName());
                case "ended" -> {
                  if (arguments[2] != null) {
                    calls.add(((CrawlUrl) arguments[0]).href());
                  }
                }
                default -> {}
              }
              return method.invoke(memory, arguments);
            });
  }

  private static MemoryWeb webOfOnePage(int linkCount) {
    var html = new StringBuilder();
    for (int i = 0; i < linkCount; i++) {
      html.append("<a href=/").append(i).append("></a>");
    }
    return new MemoryWeb()
        .on(H + "/", Answer.html(html.toString()).after(Duration.ZERO))
        .otherwise(request -> Answer.html("leaf").after(Duration.ZERO));
  }

  private static CrawlOptions onePage() {
    return CrawlOptions.DEFAULT
        .withSeeds(s -> s.withUrls(CrawlRun.urls(H + "/")))
        .withRobots(r -> r.withObeyed(false))
        .withBudget(b -> b.withPages(1));
  }

  @Test
  void aPageOfManyLinksLetsOtherStepsRunBetweenThem() {
    var calls = new ArrayList<String>();
    long[] longest = new long[1];
    var summary =
        EventLoop.run(() -> {
          var loop = EventLoop.current();
          var crawl = new Crawl(loop, webOfOnePage(LINKS), onePage(), _ -> {}, store(calls));
          var others =
              loop.createTask(() -> {
                int turnCount = 0;
                while (!calls.contains(H + "/")) {
                  turnCount += calls.contains("hold") ? 1 : 0;
                  Tasks.yieldNow();
                }
                return turnCount;
              });
          var done = crawl.run();
          longest[0] = others.await();
          return done;
        });
    assertEquals(LINKS + 1, summary.urls().discovered());
    assertTrue(summary.urls().isBalanced(), summary.urls().faults().toString());
    assertEquals(List.of("hold", H + "/", "release"), calls);
    assertTrue(longest[0] >= 5, longest[0] + " turns while the links were let in");
  }

  @Test
  void aSmallPageIsToldInOneStep() {
    var calls = new ArrayList<String>();
    EventLoop.run(() ->
        new Crawl(EventLoop.current(), webOfOnePage(10), onePage(), _ -> {}, store(calls)).run());
    assertEquals(List.of(H + "/"), calls);
  }

  /// The first fetch, which begins in the first pause, ends the crawl.
  @ParameterizedTest
  @EnumSource(
      value = EndedBy.class,
      names = {"STOPPED", "ABORTED"})
  void aCrawlThatIsEndedInAPauseStartsNoMoreFetches(EndedBy how) {
    int seedCount = 20_000;
    var seeds = new String[seedCount];
    Arrays.setAll(seeds, i -> "http://h" + i + ".test/");
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(s -> s.withUrls(CrawlRun.urls(seeds)))
            .withRobots(r -> r.withObeyed(false))
            .withPace(p -> p.withConcurrency(seedCount));
    int[] fetchCount = new int[1];
    var summary =
        EventLoop.run(() -> {
          var crawls = new ArrayList<Crawl>();
          var web =
              new MemoryWeb()
                  .otherwise(_ -> {
                    fetchCount[0]++;
                    if (how == EndedBy.ABORTED) {
                      crawls.getFirst().abort();
                    } else {
                      crawls.getFirst().requestStop();
                    }
                    return Answer.html("leaf").after(Duration.ZERO);
                  });
          crawls.add(
              new Crawl(EventLoop.current(), web, options, _ -> {}, store(new ArrayList<>())));
          return crawls.getFirst().run();
        });
    assertTrue(fetchCount[0] < seedCount / 2, fetchCount[0] + " fetches");
    assertEquals(how, summary.endedBy());
    assertTrue(summary.urls().isBalanced(), summary.urls().faults().toString());
  }

  @Test
  void aCancelledVisitTellsAllOfItsLinksWithoutAPause() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var calls = new ArrayList<String>();
      var slices = new Slices(loop, store(calls));
      var work =
          loop.createTask(() -> {
            int pauseCount = 0;
            try (var slice = slices.hold()) {
              while (!slice.pause()) {
                Thread.onSpinWait();
              }
              long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
              while (System.nanoTime() < untilNanos) {
                pauseCount += slice.pause() ? 1 : 0;
              }
            }
            return pauseCount;
          });
      Tasks.yieldNow();
      work.cancel();
      assertTrue(work.await() <= 1);
      assertEquals(List.of("hold", "release"), calls);
      return true;
    });
  }

  @Test
  void othersHaveSeveralTurnsForEachSlice() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      int[] turns = new int[1];
      var others =
          loop.createTask(() -> {
            while (turns[0] >= 0) {
              turns[0]++;
              Tasks.yieldNow();
            }
            return true;
          });
      try (var slice = new Slices(loop, new MemoryStore()).begin()) {
        for (int i = 1; i <= 5; i++) {
          while (!slice.pause()) {
            Thread.onSpinWait();
          }
          assertEquals(4 * i, turns[0], 1);
        }
      }
      turns[0] = Integer.MIN_VALUE;
      return others.await();
    });
  }

  @Test
  void oneVisitAtATimeIsToldBySlices() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var slices = new Slices(loop, new MemoryStore());
      var first = slices.hold();
      var second =
          loop.createTask(() -> {
            slices.hold().close();
            return true;
          });
      Tasks.yieldNow();
      Tasks.yieldNow();
      assertFalse(second.isDone());
      first.close();
      assertTrue(second.await());
      return true;
    });
  }
}
