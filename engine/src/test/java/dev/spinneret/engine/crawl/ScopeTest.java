package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScopeTest {

  @Test
  void aHostHoldsAllItsPortsAndSchemes() {
    var scope = scope(ScopeMode.HOST, "http://a.test:8080/x/y");
    in(scope, "https://a.test/", "http://a.test:99/z");
    out(scope, "http://www.a.test/", "http://b.test/");
  }

  @Test
  void aDomainHoldsItsHostsButNotItsSuffix() {
    var scope = scope(ScopeMode.DOMAIN, "http://www.example.co.uk/", "http://me.github.io/");
    in(scope, "http://example.co.uk/", "http://a.b.example.co.uk/", "http://x.me.github.io/");
    out(scope, "http://other.co.uk/", "http://you.github.io/", "http://example.com/");
  }

  @Test
  void aSuffixThatIsNotListedHasOneLabel() {
    var scope = scope(ScopeMode.DOMAIN, "http://www.shop.corp/", "http://k12.ca.us/");
    in(scope, "http://cart.shop.corp/", "http://shop.corp/", "http://a.shop.corp./");
    out(scope, "http://other.corp/", "http://corp/", "http://ca.us/", "http://cc.ca.us/");
  }

  @Test
  void anAddressIsItsOwnDomain() {
    var scope = scope(ScopeMode.DOMAIN, "http://127.0.0.1/", "http://[::1]/", "http://localhost/");
    in(scope, "http://127.0.0.1:8080/", "http://[::1]:1/", "http://localhost/a");
    out(scope, "http://10.0.0.1/", "http://127.0.0.2/");
  }

  @Test
  void aLabelThatBeginsWithADigitMakesNoAddress() {
    var scope = scope(ScopeMode.DOMAIN, "http://www.shop.3lan/");
    in(scope, "http://shop.3lan/", "http://cart.shop.3lan/");
    out(scope, "http://other.3lan/");
  }

  @Test
  void anOriginIsExact() {
    var scope = scope(ScopeMode.ORIGIN, "http://a.test:80/");
    in(scope, "http://a.test/x");
    out(scope, "https://a.test/", "http://a.test:81/");
  }

  @Test
  void aPrefixEndsAtTheLastSlash() {
    var scope = scope(ScopeMode.PREFIX, "http://a.test/docs/index.html?x=1");
    in(scope, "http://a.test/docs/", "http://a.test/docs/deep/x");
    out(scope, "http://a.test/", "http://a.test/docs2/", "https://a.test/docs/");
  }

  @Test
  void rulesAreNumberedAndExcludeWins() {
    var scope =
        new Scope(
            ScopeMode.ANY,
            List.of(
                ScopeRule.include("/docs/*"),
                ScopeRule.exclude("*.pdf"),
                ScopeRule.include("re:[?&]page=\\d+"),
                ScopeRule.exclude("http://*.evil.test/*")));
    in(scope, "http://a.test/docs/x", "http://a.test/list?page=7");
    var pdf = Objects.requireNonNull(scope.judge(CrawlRun.url("http://a.test/docs/x.pdf"), false));
    assertEquals(new Verdict.OutOfScope(2, "exclude *.pdf"), pdf);
    assertEquals("rule 2: exclude *.pdf", pdf.detail());
    var evil = scope.judge(CrawlRun.url("http://www.evil.test/docs/"), false);
    assertEquals(4, Objects.requireNonNull(evil).rule());
    var other = scope.judge(CrawlRun.url("http://a.test/other"), false);
    assertEquals("no include rule matches", Objects.requireNonNull(other).detail());
  }

  @Test
  void aSeedNeedsNoIncludeButObeysExclude() {
    var scope =
        new Scope(
            ScopeMode.HOST, List.of(ScopeRule.include("/docs/*"), ScopeRule.exclude("*logout*")));
    assertNull(scope.judge(CrawlRun.url("http://a.test/"), true));
    assertNotNull(scope.judge(CrawlRun.url("http://a.test/logout"), true));
  }

  @Test
  void aBadPatternIsNamed() {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> ScopeRule.include("re:(unclosed"));
    assertTrue(
        Objects.requireNonNull(failure.getMessage()).startsWith("pattern re:(unclosed: "),
        failure.getMessage());
  }

  @Test
  void aPatternThatExplodesElsewhereIsLinearHere() {
    var rule = ScopeRule.exclude("re:^http://a/(a*)*$");
    assertTrue(!rule.matches(CrawlRun.url("http://a/" + "a".repeat(20_000) + "!")));
  }

  private static Scope scope(ScopeMode mode, String... seeds) {
    var scope = new Scope(mode, List.of());
    CrawlRun.urls(seeds).forEach(scope::addSeed);
    return scope;
  }

  private static void in(Scope scope, String... hrefs) {
    CrawlRun.urls(hrefs).forEach(url -> assertNull(scope.judge(url, false), url.href()));
  }

  private static void out(Scope scope, String... hrefs) {
    CrawlRun.urls(hrefs).forEach(url -> assertNotNull(scope.judge(url, false), url.href()));
  }
}
