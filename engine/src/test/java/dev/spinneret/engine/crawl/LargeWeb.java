package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.BitSet;

/// A web of numbered pages on many hosts, most of them good. Nothing is stored: each answer follows
/// from the page's number, and so does what a crawl must find.
///
/// Page i links to pages 4i+1 to 4i+4, so that all would be found, and to four others anywhere.
final class LargeWeb {
  /// What a host is like.
  enum Habit {
    GOOD,
    SLOW,
    WANTS_DELAY,
    FORBIDS_SOME,
    BUSY_AT_FIRST,
    DEAD
  }

  static final Duration DELAY = Duration.ofSeconds(1);
  private static final int TREE = 4;
  private static final int ANYWHERE = 4;

  final int pageCount;
  private final int hostCount;
  private final BitSet askedBefore = new BitSet();

  LargeWeb(int pageCount, int hostCount) {
    this.pageCount = pageCount;
    this.hostCount = hostCount;
  }

  String href(int page) {
    return origin(page % hostCount) + "/p" + page;
  }

  String origin(int host) {
    return "http://h" + host + ".test";
  }

  int hostOf(WebUrl url) {
    var name = url.host();
    return Integer.parseInt(name, 1, name.indexOf('.'), 10);
  }

  int pageOf(WebUrl url) {
    return Integer.parseInt(url.path(), 2, url.path().length(), 10);
  }

  static boolean isRobots(WebUrl url) {
    return url.path().equals("/robots.txt");
  }

  /// Of a hundred hosts about 74 are good, 2 are dead, and 6 each are otherwise.
  Habit habit(int host) {
    return switch (Math.floorMod(mix(host), 100)) {
      case 0, 1, 2, 3, 4, 5 -> Habit.SLOW;
      case 6, 7, 8, 9, 10, 11 -> Habit.WANTS_DELAY;
      case 12, 13, 14, 15, 16, 17 -> Habit.FORBIDS_SOME;
      case 18, 19, 20, 21, 22, 23 -> Habit.BUSY_AT_FIRST;
      case 24, 25 -> host == 0 ? Habit.GOOD : Habit.DEAD;
      default -> Habit.GOOD;
    };
  }

  boolean isForbidden(int page) {
    return habit(page % hostCount) == Habit.FORBIDS_SOME && href(page).endsWith("7");
  }

  /// What comes when a URL is asked for once more.
  Answer ask(FetchRequest request) {
    var url = request.url();
    int host = hostOf(url);
    var habit = habit(host);
    int page = isRobots(url) ? host : pageOf(url);
    var latency = Duration.ofMillis(5 + Math.floorMod(mix(page), 90));
    return answer(url, habit, page).after(habit == Habit.SLOW ? latency.plusSeconds(3) : latency);
  }

  private Answer answer(WebUrl url, Habit habit, int page) {
    if (habit == Habit.DEAD) {
      return Answer.failure(FailureCause.CONNECT_TIMEOUT);
    }
    if (isRobots(url)) {
      return switch (habit) {
        case WANTS_DELAY -> Answer.text("User-agent: *\nCrawl-delay: " + DELAY.toSeconds() + "\n");
        case FORBIDS_SOME -> Answer.text("User-agent: *\nDisallow: /*7$\n");
        case GOOD, SLOW, BUSY_AT_FIRST, DEAD -> Answer.status(404, "");
      };
    }
    if (habit == Habit.BUSY_AT_FIRST && page % 10 == 3 && !askedBefore.get(page)) {
      askedBefore.set(page);
      return Answer.status(503, "", "Retry-After", "2");
    }
    return switch (kind(page)) {
      case 0 -> Answer.status(404, "no page " + page);
      case 1 -> Answer.redirect(href(target(page, 0)));
      default -> {
        var links = new String[TREE + ANYWHERE];
        for (int i = 0; i < links.length; i++) {
          links[i] = href(target(page, i));
        }
        yield Answer.links(links);
      }
    };
  }

  /// 0 is missing, 1 redirects, all others are pages; the first page is one.
  private static int kind(int page) {
    return page == 0 ? 2 : Math.floorMod(mix(page + 7L), 50);
  }

  private int target(int page, int i) {
    long child = (long) page * TREE + 1 + i;
    return i < TREE && child < pageCount
        ? (int) child
        : (int) Math.floorMod(mix(page * 31L + i), (long) pageCount);
  }

  /// The numbers of all pages that a patient crawler gets to know.
  BitSet known() {
    var known = new BitSet(pageCount);
    var queue = new int[pageCount];
    int end = 0;
    known.set(0);
    queue[end++] = 0;
    for (int at = 0; at < end; at++) {
      int page = queue[at];
      int links = kind(page) == 0 ? 0 : kind(page) == 1 ? 1 : TREE + ANYWHERE;
      if (isForbidden(page) || habit(page % hostCount) == Habit.DEAD) {
        links = 0;
      }
      for (int i = 0; i < links; i++) {
        int next = target(page, i);
        if (!known.get(next)) {
          known.set(next);
          queue[end++] = next;
        }
      }
    }
    return known;
  }

  /// SplitMix64.
  private static long mix(long value) {
    long z = (value + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
