package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundPauseTest {
  private final RoundPause pause = new RoundPause();

  @Test
  void itGrowsToASecondInTenSecondsWhileNothingIsNew() {
    var all = Duration.ZERO;
    while (pause.duration().compareTo(Duration.ofSeconds(1)) < 0) {
      all = all.plus(pause.duration());
      pause.update(false, false, true);
    }
    assertEquals(8, all.toSeconds(), 2.0);
    pause.update(false, false, false);
    assertEquals(Duration.ofSeconds(1), pause.duration(), "not longer than a second");
  }

  @Test
  void aBusyCrawlerPausesLongestWhateverIsNewUnlessAnotherIsIdle() {
    pause.update(true, true, false);
    assertEquals(Duration.ofSeconds(1), pause.duration());
    pause.update(true, true, true);
    assertEquals(Duration.ofMillis(200), pause.duration());
  }

  @Test
  void newUrlsShortenThePauseOfACrawlerThatHasTooFew() {
    pause.update(true, false, false);
    pause.update(false, true, false);
    assertEquals(Duration.ofMillis(50), pause.duration());
  }
}
