package dev.spinneret.fetch.cookies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// RFC 6265 §5.3 and §5.4, with what browsers changed since.
class CookieJarTest {
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private final CookieJar jar = new CookieJar(() -> now);

  @Test
  void aFieldHoldsTheCookiesThatWereSetLastInTheUsualOrder() {
    var value = "v".repeat(10);
    take("http://a.example/x/y", "one=" + value, "two=" + value + "; Path=/x/y", "three=" + value);
    take("http://a.example/x/y", "one=" + value);
    assertEquals(
        "two=" + value + "; one=" + value + "; three=" + value, sent("http://a.example/x/y"));
    var url = url("http://a.example/x/y");
    assertEquals("one=" + value + "; three=" + value, jar.field(url, 40));
    assertEquals("one=" + value, jar.field(url, 14));
    assertNull(jar.field(url, 13));
  }

  @Test
  void cookiesOfARequestAreForgotten() {
    take("http://a.example/", "one=1", "two=2; Path=/other");
    jar.forget(url("http://a.example/"));
    assertNull(sent("http://a.example/"));
    assertEquals("two=2", sent("http://a.example/other"));
  }

  @Test
  void whoeverSetsTheClockEndsNoCookieAndKeepsNone() {
    var nanos = new AtomicLong(-5);
    var steady = new CookieJar(new SteadyInstants(() -> now, nanos::get));
    var url = url("http://a.example/");
    steady.take(url, List.of("a=1; Max-Age=60"));
    now = now.plus(Duration.ofDays(400));
    assertEquals("a=1", steady.field(url));
    now = Instant.EPOCH;
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertEquals("a=1", steady.field(url));
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertNull(steady.field(url));
  }

  @Test
  void anEmptyJarSendsNothing() {
    assertNull(jar.field(url("http://a.example/")));
    assertEquals(List.of(), jar.cookies());
  }

  @Test
  void aCookieWithoutDomainGoesToItsHostAlone() {
    take("http://www.site.example/", "a=1");
    assertEquals("a=1", sent("http://www.site.example/x?y"));
    assertNull(sent("http://site.example/"));
    assertNull(sent("http://sub.www.site.example/"));
    assertNull(sent("http://other.example/"));
  }

  @Test
  void schemeAndPortDoNotSeparateCookies() {
    take("http://site.example:8080/", "a=1");
    assertEquals("a=1", sent("http://site.example/"));
    assertEquals("a=1", sent("https://site.example:8443/"));
  }

  @Test
  void aCookieWithDomainGoesToAllHostsBelow() {
    take("http://www.site.example/", "a=1; Domain=SITE.example");
    assertEquals("a=1", sent("http://site.example/"));
    assertEquals("a=1", sent("http://www.site.example/"));
    assertEquals("a=1", sent("http://x.y.site.example/"));
    assertNull(sent("http://badsite.example/"));
    take("http://www.site.example/", "b=2; Domain=.www.site.example");
    assertEquals("a=1; b=2", sent("http://www.site.example/"));
    assertEquals("a=1", sent("http://site.example/"));
  }

  @Test
  void aDomainThatTheHostIsNotBelowIsRefused() {
    for (var domain :
        List.of(
            "other.example",
            "www.site.example",
            "ite.example",
            "site.example.",
            "site.example:80")) {
      take("http://site.example/", "a=1; Domain=" + domain);
    }
    assertEquals(List.of(), jar.cookies());
  }

  @Test
  void aPublicSuffixIsRefusedUnlessItIsTheHostItself() {
    take("http://www.site.co.uk/", "a=1; Domain=co.uk", "b=1; Domain=uk", "c=1; Domain=.co.uk");
    take("http://me.github.io/", "a=1; Domain=github.io");
    take("http://a.intranet/", "a=1; Domain=intranet");
    assertEquals(List.of(), jar.cookies());
    take("http://github.io/", "a=1; Domain=github.io");
    assertEquals("a=1", sent("http://github.io/"));
    assertNull(sent("http://me.github.io/"));
    take("http://localhost/", "a=2; Domain=localhost");
    assertEquals("a=2", sent("http://localhost/"));
  }

  @Test
  void anAddressHasNoHostsBelow() {
    take("http://127.0.0.1/", "a=1; Domain=127.0.0.1", "b=2; Domain=0.0.1");
    take("http://[::1]/", "c=3; Domain=[::1]", "d=4");
    assertEquals("a=1", sent("http://127.0.0.1:81/"));
    assertEquals("c=3; d=4", sent("http://[::1]/"));
    assertNull(sent("http://127.0.0.11/"));
  }

  @Test
  void aPathIsWhereACookieGoesAndNotWhereItMayComeFrom() {
    take("http://h.example/a/b/page", "default=1", "typed=2; Path=/other", "all=3; Path=/");
    assertEquals("default=1; all=3", sent("http://h.example/a/b"));
    assertEquals("default=1; all=3", sent("http://h.example/a/b/c"));
    assertEquals("all=3", sent("http://h.example/a/bc"));
    assertEquals("typed=2; all=3", sent("http://h.example/other/"));
  }

  @Test
  void longerPathsComeFirstThenWhatWasMadeEarlier() {
    take("http://h.example/", "a=1; Path=/", "b=2; Path=/x/y", "c=3; Path=/x", "d=4; Path=/");
    assertEquals("b=2; c=3; a=1; d=4", sent("http://h.example/x/y/z"));
    take("http://h.example/", "a=5; Path=/");
    assertEquals("a=5; d=4", sent("http://h.example/"), "a replaced cookie keeps its place");
  }

  @Test
  void aCookieIsReplacedByNameDomainAndPath() {
    take("http://h.example/", "a=1", "a=2; Path=/x", "A=3", "a=4");
    assertEquals("a=2; a=4; A=3", sent("http://h.example/x"));
    take("http://h.example/", "a=5; Domain=h.example");
    assertEquals("a=2; a=4; A=3; a=5", sent("http://h.example/x"), "as browsers keep both");
  }

  @Test
  void cookiesExpireAndAreTakenBack() {
    take("http://h.example/", "a=1; Max-Age=10", "b=2; Max-Age=20", "c=3");
    now = now.plusSeconds(10);
    assertEquals("b=2; c=3", sent("http://h.example/"));
    assertEquals(2, jar.cookies().size());
    take("http://h.example/", "b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "c=; Max-Age=0");
    assertNull(sent("http://h.example/"));
    take("http://h.example/", "d=4; Max-Age=0");
    assertEquals(List.of(), jar.cookies());
  }

  @Test
  void secureCookiesNeedHttps() {
    take("http://h.example/", "plain=1; Secure");
    assertEquals(List.of(), jar.cookies());
    take("https://h.example/", "a=1; Secure", "b=2; HttpOnly; SameSite=Strict");
    assertEquals("a=1; b=2", sent("https://h.example/"));
    assertEquals("b=2", sent("http://h.example/"));
  }

  @Test
  void aConnectionToThisMachineIsSecure() {
    for (var host : List.of("localhost", "app.localhost", "127.0.0.1", "[::1]")) {
      take("http://" + host + ":8080/", "a=1; Secure", "__Host-b=2; Secure; Path=/");
      assertEquals("a=1; __Host-b=2", sent("http://" + host + ":8080/x"), host);
    }
    take("http://localhost.example/", "a=1; Secure");
    assertNull(sent("http://localhost.example/"));
  }

  @Test
  void aPlainConnectionCannotStandBeforeASecureCookie() {
    take("https://www.site.example/", "a=1; Secure; Path=/x");
    take("http://www.site.example/", "a=2; Path=/x", "a=3; Path=/x/y");
    take("http://site.example/", "a=4; Path=/x; Domain=site.example");
    take("http://sub.www.site.example/", "a=5; Path=/x");
    assertEquals(1, jar.cookies().size());
    take("http://www.site.example/", "a=6; Path=/", "b=7; Path=/x");
    take("http://other.example/", "a=8; Path=/x");
    assertEquals("a=1; b=7; a=6", sent("https://www.site.example/x"));
    take("https://www.site.example/", "a=9; Path=/x");
    assertEquals("a=9; b=7; a=6", sent("http://www.site.example/x"));
  }

  @Test
  void prefixesKeepTheirPromise() {
    take(
        "https://h.example/dir/",
        "__Secure-a=1",
        "__secure-b=1; Path=/",
        "__Host-c=1; Secure",
        "__Host-d=1; Secure; Path=/dir",
        "__Host-e=1; Secure; Path=/; Domain=h.example",
        "__HOST-f=1; Path=/",
        "__Host-g=v; Secure; Path=x",
        "=__Host-h=1; Secure; Path=/",
        "__Secure-i");
    take("http://h.example/", "__Secure-j=1; Secure", "__Host-k=1; Secure; Path=/");
    assertEquals(List.of(), jar.cookies());
    take("https://h.example/", "__Secure-a=1; Secure; Domain=h.example");
    take("https://h.example/dir/", "__Host-b=2; Secure; Path=/");
    assertEquals("__Secure-a=1; __Host-b=2", sent("https://h.example/"));
  }

  @Test
  void aHostPrefixWantsItsPathWrittenEvenWhereTheDefaultWouldDo() {
    take("https://h.example/", "__Host-a=1; Secure");
    assertEquals(List.of(), jar.cookies());
  }

  @Test
  void aNamelessCookieIsSentAsItsValue() {
    take("http://h.example/", "value", "a=1");
    assertEquals("value; a=1", sent("http://h.example/"));
    take("http://h.example/", "=other");
    assertEquals("other; a=1", sent("http://h.example/"));
  }

  @Test
  void octetsBeyondAsciiAreSentAsReceived() {
    take("http://h.example/", "a=\u00c3\u00a9", "b=\u00e9\u00ff", "c=\u0083e\u0083X\u0083g");
    assertEquals(
        "a=\u00c3\u00a9; b=\u00e9\u00ff; c=\u0083e\u0083X\u0083g", sent("http://h.example/"));
  }

  @Test
  void aDomainKeepsFiftyCookiesTheLongestUnusedGoesFirst() {
    for (var i = 0; i < CookieJar.MAX_PER_DOMAIN; i++) {
      take("https://h.example/", "c%d=1; Path=/%d%s".formatted(i, i, i == 0 ? "; Secure" : ""));
    }
    sent("https://h.example/1");
    take("https://h.example/", "x=1", "y=1");
    take("https://other.example/", "z=1");
    var names = jar.cookies().stream().map(Cookie::name).toList();
    assertEquals(CookieJar.MAX_PER_DOMAIN + 1, names.size());
    assertTrue(names.containsAll(List.of("c0", "c1", "c4", "x", "y", "z")), names.toString());
    assertTrue(!names.contains("c2") && !names.contains("c3"), names.toString());
  }

  @Test
  void theJarIsBoundedInAll() {
    take("http://first.example/", "a=1");
    for (var i = 0; i < CookieJar.MAX_TOTAL - 2; i++) {
      take("http://h%d.example/".formatted(i), "a=1");
    }
    take("http://short.example/", "a=1; Max-Age=5");
    assertEquals(CookieJar.MAX_TOTAL, jar.cookies().size());
    assertEquals("a=1", sent("http://first.example/"));
    now = now.plusSeconds(5);
    take("http://last.example/", "a=1");
    assertTrue(jar.cookies().size() <= CookieJar.MAX_TOTAL * 95 / 100);
    assertNotNull(sent("http://first.example/"), "it was used lately");
    assertNull(sent("http://h0.example/"));
    assertNotNull(sent("http://last.example/"));
  }

  @Test
  void cookiesFromOutsideMayBeSecureButNotForAPublicSuffix() {
    jar.add(new Cookie("a", "1", "site.example", false, "/", true, false, null));
    jar.add(new Cookie("b", "1", "co.uk", false, "/", false, false, null));
    jar.add(new Cookie("c", "1", "site.example", true, "/", false, false, now));
    assertEquals("a=1", sent("https://www.site.example/"));
    assertEquals(1, jar.cookies().size());
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (var t = 0; t < 8; t++) {
      var host = "http://h" + t % 4 + ".example/";
      var path = "/p" + t;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (var i = 0; i < 20; i++) {
                  take(host, "c%d=1; Path=%s".formatted(i, path));
                  sent(host);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertEquals(160, jar.cookies().size());
  }

  private void take(String url, String... values) {
    jar.take(url(url), List.of(values));
  }

  private String sent(String url) {
    return jar.field(url(url));
  }

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null));
  }
}
