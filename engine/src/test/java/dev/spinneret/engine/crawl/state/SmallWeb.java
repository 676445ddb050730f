package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.SplittableRandom;

/// A web of a few hosts whose every answer follows from a seed and the URL.
final class SmallWeb {
  static final String SEED = "http://h0.test/0";

  private SmallWeb() {}

  static MemoryWeb of(long seed, int hostCount, int pagesPerHost) {
    return new MemoryWeb()
        .otherwise(request -> {
          var url = request.url();
          var random = new SplittableRandom(seed * 31 + url.href().hashCode());
          var latency = Duration.ofMillis(1 + random.nextInt(60));
          if (url.path().equals("/robots.txt")) {
            return Answer.text("User-agent: *\nDisallow: /1\n").after(latency);
          }
          if (url.href().equals(SEED)) {
            return page(random, hostCount, pagesPerHost).after(latency);
          }
          return switch (random.nextInt(12)) {
            case 0 -> Answer.status(404, "no").after(latency);
            case 1 -> Answer.redirect(link(random, hostCount, pagesPerHost)).after(latency);
            case 2 -> Answer.failure(FailureCause.BAD_MESSAGE).after(latency);
            default -> page(random, hostCount, pagesPerHost).after(latency);
          };
        });
  }

  private static Answer page(SplittableRandom random, int hostCount, int pagesPerHost) {
    var links = new String[8];
    for (int i = 0; i < links.length; i++) {
      links[i] = link(random, hostCount, pagesPerHost);
    }
    return Answer.links(links);
  }

  private static String link(SplittableRandom random, int hostCount, int pagesPerHost) {
    return "http://h" + random.nextInt(hostCount) + ".test/" + random.nextInt(pagesPerHost);
  }
}
