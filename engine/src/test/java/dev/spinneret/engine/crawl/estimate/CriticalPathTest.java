package dev.spinneret.engine.crawl.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  @Test
  void memoryOfChainsIsBoundedButTheirTimesAreRight() {
    var path = new CriticalPath();
    Lineage last = null;
    for (int i = 0; i < CriticalPath.KEPT + 1_000; i++) {
      last = path.fetched(last, null, "http://a.test/" + i, 10);
    }

    assertNotNull(last);
    assertEquals(10L * (CriticalPath.KEPT + 1_000), last.doneAfterNanos);
    var nearest = last.from;
    assertNotNull(nearest);
    assertTrue(nearest.kept);
    assertEquals("http://a.test/" + (CriticalPath.KEPT - 1), nearest.href);
    var least = path.leastTime(List.of());
    assertEquals(2 * CriticalPath.STEPS_AT_EACH_END, least.steps().size());
    assertEquals("http://a.test/0", least.steps().getFirst().href());
    assertEquals(last.href, least.steps().getLast().href());
  }

  @Test
  void aCrawlOfNothingHasNoPath() {
    var least = new CriticalPath().leastTime(List.of());
    assertEquals(Duration.ZERO, least.criticalPath());
    assertEquals(0, least.stepCount());
    assertNull(new Lineage(null, "x", 1, 1, false).nearestKept());
  }
}
