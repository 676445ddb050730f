package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// With a depth limit, the depth of a page is its least distance from a seed, whatever the order in
/// which hosts answer: webs of several hosts, with latencies, delays, failures and redirects from a
/// seed.
class LeastDistanceTest {
  private static final int SEEDS = 60;

  @Test
  void depthIsTheLeastDistanceFromASeed() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      var message = "seed " + seed;
      var random = new SplittableRandom(seed);
      int hosts = random.nextInt(2, 6);
      int pages = random.nextInt(5, 60);
      int maxDepth = random.nextInt(1, 6);
      var links = links(random, hosts, pages);
      long latencies = seed;
      var attempts = new HashMap<String, Integer>();
      var web =
          new MemoryWeb()
              .otherwise(request -> {
                var url = request.url();
                var dice = new SplittableRandom(latencies * 31 + url.href().hashCode());
                if (url.path().equals("/robots.txt")) {
                  boolean delay = dice.nextInt(4) == 0;
                  return Answer.text(delay ? "User-agent: *\nCrawl-delay: 1\n" : "")
                      .after(Duration.ofMillis(dice.nextInt(1, 900)));
                }
                int asked = attempts.merge(url.href(), 1, Integer::sum);
                var targets = links.getOrDefault(url.href(), new String[0]);
                var answer =
                    dice.nextInt(9) == 0 && asked == 1
                        ? Answer.failure(FailureCause.RESET)
                        : isRedirect(url.href())
                            ? Answer.redirect(targets[0])
                            : Answer.links(targets);
                return answer.after(Duration.ofMillis(dice.nextInt(1, 3_000)));
              });

      var run =
          CrawlRun.of(
              web,
              options -> options.withScope(s -> s.withMode(ScopeMode.ANY).withMaxDepth(maxDepth)),
              "http://h0.test/0");

      Map<String, Integer> depths = new HashMap<>();
      run.pages.forEach(page -> depths.put(page.url().href(), page.depth()));
      assertEquals(distances(links, maxDepth), depths, message);
      assertTrue(run.summary.urls().isBalanced(), message);
    }
  }

  private static Map<String, String[]> links(SplittableRandom random, int hosts, int pages) {
    var links = new HashMap<String, String[]>();
    for (int host = 0; host < hosts; host++) {
      for (int page = 0; page < pages; page++) {
        var targets = new String[random.nextInt(4)];
        for (int i = 0; i < targets.length; i++) {
          var path = (random.nextInt(4) == 0 ? "r" : "") + random.nextInt(pages);
          targets[i] = "http://h" + random.nextInt(hosts) + ".test/" + path;
        }
        links.put("http://h" + host + ".test/" + page, targets);
        var target = "http://h" + random.nextInt(hosts) + ".test/" + random.nextInt(pages);
        links.put("http://h" + host + ".test/r" + page, new String[] {target});
      }
    }
    return links;
  }

  /// A redirect leads to a page, at its own depth.
  private static boolean isRedirect(String href) {
    return href.contains("/r");
  }

  private static Map<String, Integer> distances(Map<String, String[]> links, int maxDepth) {
    var distances = new HashMap<String, Integer>();
    var queue = new ArrayDeque<String>();
    distances.put("http://h0.test/0", 0);
    queue.add("http://h0.test/0");
    for (var href = queue.poll(); href != null; href = queue.poll()) {
      int next = distances.get(href) + (isRedirect(href) ? 0 : 1);
      for (var target : links.get(href)) {
        if (next <= maxDepth && next < distances.getOrDefault(target, Integer.MAX_VALUE)) {
          distances.put(target, next);
          queue.add(target);
        }
      }
    }
    return distances;
  }
}
