package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.CookieEffect;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.Role;
import dev.spinneret.engine.crawl.frontier.Discovery;
import org.junit.jupiter.api.Test;

class ChainTextTest {

  @Test
  void aChainOfRedirectsSurvivesItsText() {
    var seed = url("http://a.test/", 0, null, -1, 7, null);
    var first = new CrawlUrl.Redirect(seed, CookieEffect.NONE);
    var next = url("https://a.test/x?y=%20z", 1, "http://a.test/", 7, 8, first);
    var chain = new CrawlUrl.Redirect(next, CookieEffect.CHANGED);

    assertEquals(chain, ChainText.parse(ChainText.of(chain)));
    assertNull(ChainText.parse(ChainText.of(null)));
    assertThrows(IllegalArgumentException.class, () -> ChainText.parse("1 2 3"));
  }

  private static CrawlUrl url(
      String href,
      int hops,
      String referrer,
      long referrerOrder,
      long order,
      CrawlUrl.Redirect via) {
    var host = href.substring(0, href.indexOf('/', 8));
    return new CrawlUrl(
        href,
        order * 31,
        host,
        order,
        hops,
        0,
        new Discovery(2, Role.PAGE, true, referrer, referrerOrder, null, via));
  }
}
