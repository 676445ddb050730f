package dev.spinneret.engine.crawl.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spinneret.engine.crawl.frontier.CrawlUrl.CookieEffect;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.Redirect;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.Role;
import org.junit.jupiter.api.Test;

/// Redirects that lead back to where they began.
class RedirectTrailTest {
  private static final Discovery SEED = Discovery.ofSeeds(Role.PAGE, true);
  private final RedirectTrail trail = new RedirectTrail();

  @Test
  void theWayBackBecomesTheChainOfTheRedirectThatClosesIt() {
    trail.followed(redirect(1, "/1"), 2);
    trail.followed(redirect(2, "/2"), 3);

    var closed = trail.closing(redirect(3, "/3"), 1, 20);

    assertNotNull(closed);
    assertEquals("/3", closed.from().href());
    assertEquals(2, closed.from().hops());
    var via = closed.from().via();
    assertNotNull(via);
    assertEquals("/2", via.from().href());
    assertEquals("/1", closed.from().start().href());
    assertNull(trail.closing(redirect(3, "/3"), 1, 1), "two redirects are more than one");
  }

  @Test
  void aLoopElsewhereAndAForgottenRedirectLeadNowhere() {
    trail.followed(redirect(1, "/1"), 2);
    trail.followed(redirect(2, "/2"), 1);
    assertNull(trail.closing(redirect(3, "/3"), 1, 20));

    trail.forget(2);
    assertNull(trail.closing(redirect(2, "/2"), 3, 20));
    assertNotNull(trail.closing(redirect(2, "/2"), 1, 20));
  }

  @Test
  void longUrlsPushTheOldestOut() {
    var longest = "/" + "x".repeat(7_999);
    trail.followed(redirect(0, "/0"), 1);
    for (int i = 1; i < 200; i++) {
      trail.followed(redirect(i, longest), i + 1);
    }

    assertNull(trail.closing(redirect(1, longest), 0, 20), "0 is no longer known");
    assertNotNull(trail.closing(redirect(199, longest), 190, 20));
  }

  private static Redirect redirect(long fingerprint, String href) {
    return new Redirect(
        new CrawlUrl(href, fingerprint, "http://h.test", fingerprint, 0, 0, SEED),
        CookieEffect.NONE);
  }
}
