package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void takesTimersInOrderAlsoWhenSomeAreRemoved(long seed) {
    var random = new Random(seed);
    var heap = new TimerHeap();
    var model = new ArrayList<TimerHandle>();
    // Around the overflow of nanoTime, where only subtraction compares rightly.
    long base = Long.MAX_VALUE - 500;
    for (int i = 0; i < 2000; i++) {
      if (random.nextInt(3) > 0 || model.isEmpty()) {
        model.add(heap.add(base + random.nextInt(1000), () -> {}));
      } else {
        model.remove(random.nextInt(model.size())).cancel();
      }
    }
    model.sort(
        Comparator.<TimerHandle>comparingLong(t -> t.whenNanos - base)
            .thenComparingLong(t -> t.sequence));
    var taken = new ArrayList<TimerHandle>();
    for (var t = heap.takeDue(base + 1000); t != null; t = heap.takeDue(base + 1000)) {
      taken.add(t);
    }
    assertEquals(model, taken, "seed " + seed);
    assertEquals(0, heap.size());
  }
}
