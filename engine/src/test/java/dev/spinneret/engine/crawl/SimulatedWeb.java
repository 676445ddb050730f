package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/// A web of hosts with bad habits. Every answer follows from the seed, the URL and how often it was
/// asked for, so what a crawl must find can be worked out without crawling.
final class SimulatedWeb {
  /// What a host is like.
  enum Habit {
    GOOD,
    SLOW,
    DEAD,
    ROBOTS_BROKEN,
    ROBOTS_LATE,
    WANTS_DELAY,
    BUSY_AT_FIRST,
    RESETS_AT_FIRST,
    CALENDAR,
    RIDDLED
  }

  static final long DELAY_SECONDS = 2;

  private final long seed;
  private final int hostCount;
  private final int pageCount;
  private final boolean redirects;
  private final Map<String, Integer> asked = new HashMap<>();

  SimulatedWeb(long seed) {
    this(seed, true);
  }

  /// @param redirects whether some URLs redirect
  SimulatedWeb(long seed, boolean redirects) {
    this.redirects = redirects;
    var random = new SplittableRandom(seed);
    this.seed = seed;
    this.hostCount = random.nextInt(1, 7);
    this.pageCount = random.nextInt(1, 40);
  }

  String start() {
    return origin(0) + "/0";
  }

  /// The first host is good, so that every crawl gets somewhere.
  Habit habit(String host) {
    int i = Integer.parseInt(host.substring(1, host.indexOf('.')));
    var habits = Habit.values();
    return i == 0 ? Habit.GOOD : habits[new SplittableRandom(seed + i).nextInt(habits.length)];
  }

  /// What comes when a URL is asked for once more.
  Answer ask(FetchRequest request) {
    int before = asked.merge(request.url().withoutFragment(), 1, Integer::sum) - 1;
    return answer(request.url(), before);
  }

  private Answer answer(WebUrl url, int before) {
    var random = new SplittableRandom(seed * 1_000_003 + url.href().hashCode());
    var habit = habit(url.host());
    var latency = Duration.ofMillis(random.nextInt(1, 100));
    if (habit == Habit.SLOW) {
      latency = Duration.ofSeconds(random.nextInt(1, 20));
    }
    return what(url, habit, before, random).after(latency);
  }

  private Answer what(WebUrl url, Habit habit, int before, SplittableRandom random) {
    boolean robots = url.path().equals("/robots.txt");
    switch (habit) {
      case DEAD -> {
        return Answer.failure(FailureCause.CONNECT_TIMEOUT);
      }
      case ROBOTS_BROKEN -> {
        if (robots) {
          return Answer.status(500, "oops");
        }
      }
      case ROBOTS_LATE -> {
        if (robots && before == 0) {
          return Answer.failure(FailureCause.FIRST_BYTE_TIMEOUT);
        }
      }
      case WANTS_DELAY -> {
        if (robots) {
          return Answer.text("User-agent: *\nCrawl-delay: " + DELAY_SECONDS + "\n");
        }
      }
      case BUSY_AT_FIRST -> {
        if (before == 0 && !robots) {
          return Answer.status(503, "", "Retry-After", "3");
        }
      }
      case RESETS_AT_FIRST -> {
        if (before < 2 && !robots) {
          return Answer.failure(FailureCause.RESET);
        }
      }
      case CALENDAR -> {
        if (url.path().startsWith("/month/")) {
          int month = Integer.parseInt(url.path().substring(7));
          return Answer.links("/month/" + (month + 1), "/month/" + (month - 1), "/0");
        }
        if (!robots) {
          return Answer.links("/month/0");
        }
      }
      case GOOD, SLOW, RIDDLED -> {}
    }
    if (robots) {
      return Answer.text("User-agent: *\nDisallow: /3\n");
    }
    int dice = random.nextInt(habit == Habit.RIDDLED ? 6 : 20);
    if (url.href().equals(start())) {
      dice = 19;
    }
    return switch (dice) {
      case 0 -> Answer.status(404, "no");
      case 1 -> redirects ? Answer.redirect(link(random)) : page(random);
      case 2 -> redirects ? Answer.redirect(url.href()) : page(random);
      case 3 -> Answer.failure(FailureCause.BAD_MESSAGE);
      default -> page(random);
    };
  }

  private Answer page(SplittableRandom random) {
    var links = new String[random.nextInt(12)];
    for (int i = 0; i < links.length; i++) {
      links[i] = link(random) + (random.nextInt(5) == 0 ? "#part" : "");
    }
    return Answer.links(links);
  }

  private String link(SplittableRandom random) {
    return origin(random.nextInt(hostCount)) + "/" + random.nextInt(pageCount);
  }

  private static String origin(int i) {
    return "http://h" + i + ".test";
  }

  /// Whether robots.txt, or the want of one, forbids a URL.
  boolean isForbidden(WebUrl url) {
    var habit = habit(url.host());
    return habit == Habit.ROBOTS_BROKEN
        || (url.path().startsWith("/3") && habit != Habit.WANTS_DELAY && habit != Habit.DEAD);
  }

  boolean isEndless(WebUrl url) {
    return url.path().startsWith("/month/");
  }

  /// Every URL that a patient crawler gets to know, endless ones apart.
  Set<String> reachable() {
    var known = new HashSet<String>();
    var queue = new ArrayDeque<WebUrl>();
    add(start(), known, queue);
    for (var url = queue.poll(); url != null; url = queue.poll()) {
      if (isEndless(url)) {
        add(url.origin() + "/0", known, queue);
      } else if (!isForbidden(url)) {
        var answer = answer(url, 9);
        var location = answer.headers().first("Location");
        if (location != null) {
          add(location, known, queue);
        }
        for (var part : answer.body().split("href=\"", -1)) {
          if (part.indexOf('"') > 0 && answer.status() == 200) {
            var link = WebUrl.parse(part.substring(0, part.indexOf('"')), url);
            add(Objects.requireNonNull(link).withoutFragment(), known, queue);
          }
        }
      }
    }
    known.removeIf(href -> isEndless(CrawlRun.url(href)));
    return known;
  }

  private static void add(String href, Set<String> known, ArrayDeque<WebUrl> queue) {
    if (known.add(href)) {
      queue.add(CrawlRun.url(href));
    }
  }
}
