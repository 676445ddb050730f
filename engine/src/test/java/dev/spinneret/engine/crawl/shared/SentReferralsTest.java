package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.seen.Hash64;
import org.junit.jupiter.api.Test;

class SentReferralsTest {
  private final SentReferrals sent = new SentReferrals();

  @Test
  void aUrlIsSentAgainOnlyWhenAShorterWayToItIsFound() {
    assertTrue(sent.add(found("a", 3)));
    assertFalse(sent.add(found("a", 3)));
    assertFalse(sent.add(found("a", 5)));
    assertTrue(sent.add(found("a", 2)));
    assertFalse(sent.add(found("a", 3)));
    assertTrue(sent.add(found("b", 3)));
  }

  @Test
  void whatAPersonHasNamedIsSentAfterALink() {
    assertTrue(sent.add(found("a", 1)));
    assertTrue(sent.add(new Referral(Referral.Kind.FOUND, found("a", 1).url(), true, true)));
  }

  @Test
  void whatIsPassedOnIsSentEvenIfItWasSentBefore() {
    assertTrue(sent.add(found("a", 1)));
    sent.passOn(() -> assertTrue(sent.add(found("a", 1))));
    assertFalse(sent.add(found("a", 1)));
  }

  @Test
  void aRequestToAskAgainIsAlwaysSent() {
    assertTrue(sent.add(Referral.of(Referral.Kind.AGAIN, found("a", 1).url())));
    assertTrue(sent.add(Referral.of(Referral.Kind.AGAIN, found("a", 1).url())));
  }

  @Test
  void nearlyAllOfHalfAMillionAreRemembered() {
    int again = 0;
    for (int i = 0; i < 500_000; i++) {
      sent.add(found("page" + i, 1));
    }
    for (int i = 0; i < 500_000; i++) {
      again += sent.add(found("page" + i, 1)) ? 1 : 0;
    }
    assertEquals(0, again, 50_000);
  }

  private static Referral found(String path, int depth) {
    var href = "http://a.test/" + path;
    var discovery =
        new Discovery(depth, CrawlUrl.Role.PAGE, false, "http://b.test/", 0, null, null);
    return Referral.of(
        Referral.Kind.FOUND,
        new CrawlUrl(href, Hash64.ofAscii(href, 0), "http://a.test", 0, 0, 0, discovery));
  }
}
