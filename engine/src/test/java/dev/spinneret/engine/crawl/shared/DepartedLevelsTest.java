package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DepartedLevelsTest {
  private final DepartedLevels departed = new DepartedLevels();

  @Test
  void aUrlCountsUntilTheRoundThatCarriesItIsAnswered() {
    departed.add(3);
    assertEquals(3, departed.least());
    departed.cut();
    assertEquals(3, departed.least(), "the round is on its way");
    departed.answered();
    assertEquals(Integer.MAX_VALUE, departed.least());
  }

  @Test
  void aUrlThatLeavesDuringARoundOutlastsItsAnswer() {
    departed.add(2);
    departed.cut();
    departed.add(5);
    assertEquals(2, departed.least());
    departed.answered();
    assertEquals(5, departed.least());
  }
}
