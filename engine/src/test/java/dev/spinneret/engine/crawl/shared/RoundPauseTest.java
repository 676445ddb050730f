package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundPauseTest {
  private final RoundPause pause = new RoundPause();

  @Test
  void itDoublesUpToASecondWhileNothingIsNew() {
    for (int millis : new int[] {50, 100, 200, 400, 800, 1_000, 1_000}) {
      assertEquals(Duration.ofMillis(millis), pause.duration());
      pause.update(false, false);
    }
  }

  @Test
  void aBusyCrawlerPausesLongestWhateverIsNew() {
    pause.update(true, true);
    assertEquals(Duration.ofSeconds(1), pause.duration());
  }

  @Test
  void newUrlsShortenThePauseOfACrawlerThatHasTooFew() {
    pause.update(true, false);
    pause.update(false, true);
    assertEquals(Duration.ofMillis(50), pause.duration());
  }
}
