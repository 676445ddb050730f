package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.limit.HostLimit;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeastTimeTest {
  private static final String A = "http://a.test";
  private final MemoryWeb web = new MemoryWeb();

  @Test
  void theCriticalPathIsTheLongestChainOfFetches() {
    web.on(A + "/robots.txt", Answer.status(404, "").after(Duration.ofMillis(500)))
        .on(A + "/", Answer.links("/fast", "/slow").after(Duration.ofSeconds(1)))
        .on(A + "/fast", Answer.links("/end").after(Duration.ofSeconds(1)))
        .on(A + "/slow", Answer.html("").after(Duration.ofSeconds(4)))
        .on(A + "/end", Answer.redirect("/there").after(Duration.ofSeconds(2)))
        .on(A + "/there", Answer.html("x").after(Duration.ofMillis(1_500)));

    var run = CrawlRun.of(web, options -> options.withPace(p -> p.withPerHost(10)), A + "/");

    var least = run.summary.leastTime();
    assertEquals(Duration.ofSeconds(6), least.criticalPath());
    assertEquals(Duration.ofSeconds(10), least.work());
    assertEquals(5, least.stepCount());
    assertEquals(
        "[/robots.txt, /, /fast, /end, /there]",
        least.steps().stream().map(step -> step.href().substring(A.length())).toList().toString());
    assertEquals(Duration.ofMillis(4_500), least.steps().getLast().known());
    assertEquals(Duration.ofMillis(1_500), least.steps().getLast().fetch());
    assertEquals(run.elapsed(), least.criticalPath(), "nothing else held this crawl back");
  }

  @Test
  void noCrawlIsFasterThanItsBounds() {
    long seed = 20_261_122;
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 30; i++) {
      int fan = random.nextInt(1, 5);
      int concurrency = random.nextInt(1, 9);
      var pages = new MemoryWeb();
      pages.otherwise(request -> {
        var path = request.url().path();
        var links =
            IntStream.range(0, path.length() > 4 ? 0 : fan)
                .mapToObj(n -> path + n)
                .toArray(String[]::new);
        return Answer.links(links).after(Duration.ofMillis(1 + Math.floorMod(path.hashCode(), 90)));
      });

      var run =
          CrawlRun.of(pages, options -> options.withPace(p -> p.withPerHost(concurrency)), A + "/");

      var least = run.summary.leastTime();
      var host = least.hosts().getFirst();
      var case_ = "seed " + seed + ", case " + i;
      assertTrue(least.criticalPath().compareTo(run.elapsed()) <= 0, case_);
      assertTrue(least.work().dividedBy(concurrency).compareTo(run.elapsed()) <= 0, case_);
      assertEquals(run.summary.pages().count() + 1, host.requestCount(), case_);
      assertEquals(concurrency, host.limit().most(), case_);
    }
  }

  @Test
  void theDelayOfAHostAndItsSourceAreTold() {
    web.on(A + "/robots.txt", Answer.text("User-agent: *\nCrawl-delay: 5\n"))
        .on(A + "/", Answer.links("/1", "/2", "/3"))
        .otherwise(_ -> Answer.html("x"));

    var run = CrawlRun.of(web, A + "/");

    var host = run.summary.leastTime().hosts().getFirst();
    assertEquals(A, host.host());
    assertEquals(Duration.ofSeconds(5), host.delay().time());
    assertTrue(host.delay().fromRobots());
    assertEquals(5, host.requestCount());
    assertEquals(Duration.ofSeconds(20), host.delayed());
    assertTrue(host.delayed().compareTo(run.elapsed()) <= 0);
  }

  @Test
  void pushBacksThatOverlapCountOnce() {
    var host = new Host("http://a.test", false, HostLimit.fixed(1), 0);
    host.pushedBack(0, 100);
    host.pushedBack(10, 100);
    host.pushedBack(500, 50);
    assertEquals(Duration.ofNanos(160), host.pace().pushBack().time());
  }
}
