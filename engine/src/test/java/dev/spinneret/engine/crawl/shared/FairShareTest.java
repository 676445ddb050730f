package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.shared.RoundReply.Others;
import org.junit.jupiter.api.Test;

class FairShareTest {
  private static final long SECOND = 1_000_000_000;

  private final FairShare fairShare = new FairShare();

  private static Others others(int crawlerCount, int activeCount, boolean isAnyIdle) {
    return new Others(crawlerCount, activeCount, isAnyIdle, 0, 0, 0, false, false);
  }

  @Test
  void aCrawlerClaimsWhatItCanWhileNobodyIsIdle() {
    assertEquals(500, fairShare.claimAtMost(others(3, 30, false), 10));
    assertEquals(90, fairShare.claimAtMost(others(3, 30, false), 1_910));
    assertEquals(0, fairShare.claimAtMost(others(3, 30, false), 2_100));
  }

  @Test
  void aCrawlerClaimsUpToItsShareWhileAnotherIsIdle() {
    assertEquals(4, fairShare.claimAtMost(others(4, 53, true), 10));
    assertEquals(0, fairShare.claimAtMost(others(4, 53, true), 20));
    assertTrue(fairShare.isBelow(others(4, 53, true), 12));
    assertFalse(fairShare.isBelow(others(4, 53, true), 13));
  }

  @Test
  void theSurplusIsReleasedOnceUntilAnotherCrawlerHasHadARound() {
    assertEquals(0, fairShare.surplus(others(2, 100, false), 80, 4, 0));
    assertEquals(30, fairShare.surplus(others(2, 100, true), 80, 4, 0));

    fairShare.released(0);
    assertEquals(0, fairShare.surplus(others(2, 70, true), 50, 4, SECOND / 2));
    assertEquals(0, fairShare.surplus(others(2, 100, true), 50, 4, SECOND));
    assertEquals(15, fairShare.surplus(others(2, 70, true), 50, 4, SECOND));
  }

  @Test
  void aCrawlerWithFreeSlotsReleasesNothing() {
    assertEquals(0, fairShare.surplus(others(2, 100, true), 80, 0, 0));
  }
}
