package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapPacerTest {
  private static final long MB = 1 << 20;
  private static final long YOUNG_BYTES = 28 * MB;

  private long usedBytes;
  private long liveBytes;
  private int collectionCount;

  private void collect() {
    collectionCount++;
    usedBytes = liveBytes;
  }

  private void grow(int megabytes, int seconds) {
    for (int i = 0; i < seconds; i++) {
      usedBytes += megabytes * MB;
      Tasks.sleep(Duration.ofSeconds(1));
    }
  }

  @Test
  void aSmallHeapIsLeftAlone() {
    Simulation.run(
        1,
        () -> {
          try (var _ =
              HeapPacer.start(EventLoop.current(), YOUNG_BYTES, () -> usedBytes, this::collect)) {
            grow(1, (int) ((YOUNG_BYTES + HeapPacer.SLACK_BYTES) / MB));
            assertEquals(0, collectionCount);
          }
          return null;
        });
  }

  @Test
  void aHeapIsCollectedWhenItHasGrownByHalfOfWhatLived() {
    Simulation.run(
        1,
        () -> {
          try (var _ =
              HeapPacer.start(EventLoop.current(), YOUNG_BYTES, () -> usedBytes, this::collect)) {
            liveBytes = 50 * MB;
            grow(10, 7);
            assertEquals(1, collectionCount);
            grow(10, 8);
            assertEquals(1, collectionCount, "130 MB are no more than 1.5 * 50 + 28 + 32");
            grow(10, 1);
            assertEquals(2, collectionCount);
          }
          grow(1000, 5);
          assertEquals(2, collectionCount, "closed");
          return null;
        });
  }
}
