package dev.spinneret.cli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedFactsTest {
  @Test
  void aTopListKeepsTheFirstInOrder() {
    var list = new TopList<Integer>(3, Comparator.naturalOrder());
    for (var i : List.of(5, 1, 4, 1, 9, 2)) {
      list.add(i);
    }
    assertEquals(List.of(1, 1, 2), list.sorted());
    assertEquals(6, list.count());
  }

  @Test
  void aTimelineKeepsItsBoundAndLosesNothing() {
    var timeline = new Timeline();
    var random = new Random(2);
    var start = 1_796_014_800_000L;
    for (var i = 0; i < 5_000; i++) {
      timeline.add(start + random.nextLong(3_600_000), i % 10 == 0);
    }
    var intervals = timeline.intervals();
    assertTrue(intervals.size() > 30 && intervals.size() <= 120, "intervals: " + intervals.size());
    assertEquals(4_500, intervals.stream().mapToLong(Timeline.Interval::fine).sum());
    assertEquals(500, intervals.stream().mapToLong(Timeline.Interval::broken).sum());
  }

  @Test
  void rangesCountEachValueOnce() {
    var ranges = Ranges.latency();
    for (var value : new double[] {0, 10, 19.9, 1_000, 90_000}) {
      ranges.add(value);
    }
    assertEquals(2, ranges.atLeast(1_000));
    assertEquals(5, ranges.bars().stream().mapToLong(Ranges.Bar::count).sum());
    assertEquals(new Ranges.Bar("10–20 ms", 2), ranges.bars().get(1));
  }

  /// The areas are those of the weights, and nothing leaves the rectangle.
  @Test
  void aRectangleIsDividedByWeights() {
    var random = new Random(3);
    for (var round = 0; round < 50; round++) {
      var weights = new ArrayList<Long>();
      for (var i = 0; i <= round; i++) {
        weights.add(1 + random.nextLong(i == 0 ? 100_000 : 1_000));
      }
      weights.sort(Comparator.reverseOrder());
      var sum = (double) weights.stream().mapToLong(Long::longValue).sum();
      var boxes = Squares.of(weights, new Squares.Box(0, 0, 1_000, 380));
      assertEquals(weights.size(), boxes.size());
      for (var i = 0; i < boxes.size(); i++) {
        var box = boxes.get(i);
        assertEquals(380_000 * weights.get(i) / sum, box.width() * box.height(), 0.01, "seed 3");
        assertTrue(box.x() > -0.01 && box.x() + box.width() < 1_000.01, box::toString);
        assertTrue(box.y() > -0.01 && box.y() + box.height() < 380.01, box::toString);
      }
    }
  }

  @Test
  void aMapBeginsWhereTheSiteDivides() {
    var tree = new Directory.Tree();
    for (var i = 0; i < 20; i++) {
      tree.add("http://h/docs/%s/%d.html".formatted(i % 2 == 0 ? "a" : "b", i), i == 0);
    }
    tree.add("http://cdn/x", false);
    tree.add("no url", false);
    var top = tree.top();
    assertEquals("docs", top.name());
    assertEquals(List.of("a", "b"), top.parts(9, 0).stream().map(Directory::name).toList());
    assertEquals(1, top.parts(9, 0).getFirst().brokenCount());
    assertEquals(List.of(10L, 10L), top.parts(1, 0).stream().map(Directory::count).toList());
  }
}
