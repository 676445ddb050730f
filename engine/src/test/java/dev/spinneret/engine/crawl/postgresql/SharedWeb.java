package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.time.Duration;
import java.util.SplittableRandom;

/// A web of some hosts whose every answer follows from the URL, quick enough for real time.
final class SharedWeb {
  static final String SEED = "http://h0.test/0";
  private static final int HOSTS = 12;
  private static final int PAGES = 40;

  private SharedWeb() {}

  static MemoryWeb of() {
    return new MemoryWeb()
        .otherwise(request -> {
          var url = request.url();
          var random = new SplittableRandom(url.href().hashCode());
          var latency = Duration.ofMillis(2 + random.nextInt(40));
          if (url.path().equals("/robots.txt")) {
            return Answer.text("User-agent: *\nDisallow: /1\n").after(latency);
          }
          if (url.href().equals(SEED)) {
            return page(random).after(latency);
          }
          return switch (random.nextInt(12)) {
            case 0 -> Answer.status(503, "no").after(latency);
            case 1 -> Answer.redirect(link(random)).after(latency);
            case 2 -> Answer.failure(FailureCause.BAD_MESSAGE).after(latency);
            default -> page(random).after(latency);
          };
        });
  }

  private static Answer page(SplittableRandom random) {
    var links = new String[8];
    for (int i = 0; i < links.length; i++) {
      links[i] = link(random);
    }
    return Answer.links(links);
  }

  private static String link(SplittableRandom random) {
    return "http://h" + random.nextInt(HOSTS) + ".test/" + random.nextInt(PAGES);
  }
}
