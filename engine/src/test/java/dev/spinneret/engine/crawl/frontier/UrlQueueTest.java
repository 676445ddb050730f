package dev.spinneret.engine.crawl.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.files.SpillFile;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UrlQueueTest {
  private static final String HOST = "https://a.example:8443";
  private static final int DEPTH = 3;
  private static final Discovery LINKS =
      new Discovery(DEPTH, CrawlUrl.Role.PAGE, false, null, -1, null, null);

  private static SpillFile memory() {
    return new SpillFile(Long.MAX_VALUE, UrlQueue.LARGEST_CHUNK);
  }

  @Test
  void agreesWithAQueueOfTheLibrary() {
    agrees(memory());
  }

  @Test
  void agreesWithAQueueOfTheLibraryWhenMostIsInAFile() {
    var file = new SpillFile(0, UrlQueue.LARGEST_CHUNK);
    agrees(file);
    assertTrue(file.spilledCount() > 100, file.spilledCount() + " chunks were written");
  }

  @Test
  void longUrlsBeyondTheirMemoryGoToAFileAndComeBackInOrder() {
    var file = new SpillFile(1 << 20, UrlQueue.LARGEST_CHUNK);
    var queue = new UrlQueue(HOST, DEPTH, file);
    int count = 10_000;
    for (int i = 0; i < count; i++) {
      queue.addLast(
          new CrawlUrl(HOST + "/" + i + "/" + "x".repeat(1_950), i + 1, HOST, i, 0, 0, LINKS));
    }
    assertTrue(file.memoryBytes() < 2 << 20, file.memoryBytes() + " bytes");
    for (int i = 0; i < count; i++) {
      assertEquals(i, queue.removeFirst().order());
    }
    assertTrue(queue.isEmpty());
  }

  private static void agrees(SpillFile file) {
    for (long seed = 0; seed < 30; seed++) {
      var random = new SplittableRandom(seed);
      var ours = new UrlQueue(HOST, DEPTH, file);
      var theirs = new ArrayDeque<CrawlUrl>();
      var discovery = discovery(random);
      for (int step = 0; step < 20_000; step++) {
        var message = "seed " + seed + ", step " + step;
        if (random.nextInt(20) == 0) {
          discovery = discovery(random);
        }
        // Fills for a while, drains for a while.
        int choice = random.nextInt(step / 2_000 % 2 == 0 ? 3 : 6);
        if (choice < 2) {
          var url = url(random, discovery);
          ours.addLast(url);
          theirs.addLast(url);
        } else if (choice == 2 && random.nextInt(10) == 0) {
          var url = url(random, discovery);
          ours.addFirst(url);
          theirs.addFirst(url);
        } else if (!theirs.isEmpty()) {
          assertEquals(theirs.getFirst(), ours.getFirst(), message);
          var expected = theirs.removeFirst();
          var actual = ours.removeFirst();
          assertEquals(expected, actual, message);
          assertSame(expected.discovery(), actual.discovery(), message);
        }
        assertEquals(theirs.isEmpty(), ours.isEmpty(), message);
      }
    }
  }

  @Test
  void emptyHasNoFirst() {
    var queue = new UrlQueue(HOST, DEPTH, memory());
    assertThrows(NoSuchElementException.class, queue::getFirst);
    assertThrows(NoSuchElementException.class, queue::removeFirst);
  }

  @Test
  void aMillionUrlsTakeSeventyBytesEach() {
    System.gc();
    long before = usedBytes();
    var queue = new UrlQueue(HOST, DEPTH, memory());
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      var href = HOST + "/wiki/baderido-tale-%07d.html".formatted(i);
      queue.addLast(new CrawlUrl(href, i * 0x9E3779B97F4A7C15L, HOST, i, 0, 0, LINKS));
    }
    System.gc();
    long each = (usedBytes() - before) / count;
    assertTrue(each <= 70, each + " bytes a URL");
    assertEquals(0, queue.getFirst().order());
  }

  private static long usedBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static CrawlUrl url(SplittableRandom random, Discovery discovery) {
    var path = "/" + "p\u00e9".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(60));
    if (random.nextInt(500) == 0) {
      path += "y".repeat(100_000);
    }
    return new CrawlUrl(
        random.nextInt(10) == 0 ? "https://user:secret@a.example:8443" + path : HOST + path,
        random.nextLong(),
        HOST,
        random.nextLong(1L << random.nextInt(1, 62)),
        random.nextInt(4) == 0 ? random.nextInt(20) : 0,
        random.nextInt(4) == 0 ? random.nextInt(5) : 0,
        discovery);
  }

  private static Discovery discovery(SplittableRandom random) {
    var role = random.nextInt(5) == 0 ? CrawlUrl.Role.SITEMAP : CrawlUrl.Role.PAGE;
    return new Discovery(DEPTH, role, random.nextBoolean(), HOST + "/page", 7, null, null);
  }
}
