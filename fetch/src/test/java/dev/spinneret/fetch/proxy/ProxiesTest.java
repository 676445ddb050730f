package dev.spinneret.fetch.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.WebUrl;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http://proxy.example:3128, HTTP, proxy.example, 3128, -, -",
        "http://proxy.example:3128/, HTTP, proxy.example, 3128, -, -",
        "Proxy.Example, HTTP, proxy.example, 1080, -, -",
        "proxy.example:8080, HTTP, proxy.example, 8080, -, -",
        "socks://127.0.0.1:1080/, SOCKS4, 127.0.0.1, 1080, -, -",
        "socks4://p, SOCKS4, p, 1080, -, -",
        "socks4a://me@p:1, SOCKS4A, p, 1, me, ''",
        "SOCKS5://10.0.0.1, SOCKS5, 10.0.0.1, 1080, -, -",
        "socks5h://[::1]:9050, SOCKS5H, [::1], 9050, -, -",
        "http://[::1], HTTP, [::1], 1080, -, -",
        "http://me:secret@p:1, HTTP, p, 1, me, secret",
        "http://me@p:1, HTTP, p, 1, me, ''",
        "http://me:@p:1, HTTP, p, 1, me, ''",
        "http://me:a@b:c@p:1, HTTP, p, 1, me, a@b:c",
        "socks5://m%40e:a%3Ab+%25@p:1, SOCKS5, p, 1, m@e, a:b+%",
        "http://me:100%@p:1, HTTP, p, 1, me, 100%",
        "http://me:%zz%20/@p:1/path/to?it, HTTP, p, 1, me, '%zz /'",
      })
  void aProxyIsReadAsCurlReadsIt(
      String text, Proxy.Kind kind, String host, int port, String user, String password) {
    assertEquals(new Proxy(kind, host, port, user, password), Proxy.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:secret@p:1",
        "socks6://me:secret@p:1",
        "http://me:secret@:1",
        "http://me:secret@",
        "http://me:secret@p:0",
        "http://me:secret@p:65536",
        "http://me:secret@p:x",
        "http://me:secret@[::1",
        "http://me:secret@[::1]x",
        "http://me:secret@a b",
      })
  void whatIsNoProxyIsRefusedWithoutShowingThePassword(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Proxy.parse(text));
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  @Test
  void aProxyShowsNoCredentials() {
    assertEquals("socks5h://p:1", Proxy.parse("socks5h://me:secret@p:1").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, http://example.com/, true",
    "example.com, http://www.EXAMPLE.com:81/, true",
    ".example.com, http://example.com/, true",
    "example.com., http://www.example.com./, true",
    "example.com, http://myexample.com/, false",
    "www.example.com, http://example.com/, false",
    "'a, b.org  c.net', http://x.b.org/, true",
    "'a, b.org  c.net', http://c.net/, true",
    "*, http://anything.org/, true",
    "*, http://10.1.2.3/, true",
    "*.example.com, http://a.b.example.com/, true",
    "*.example.com, http://example.com/, false",
    "*example.com:81, http://myexample.com:81/, true",
    "*example.com:81, http://myexample.com/, false",
    "10.*, http://10.1.2.3/, true",
    "10.*, http://110.1.2.3/, false",
    "a.*.c, http://axbxc/, false",
    "10.0.0.0/8, http://10.1.2.3/, true",
    "10.0.0.0/8, http://11.1.2.3/, false",
    "10.0.0.0/15, http://10.1.2.3/, true",
    "10.0.0.0/33, http://10.0.0.0/, false",
    "10.1.2.3, http://10.1.2.3/, true",
    "2.3, http://10.1.2.3/, false",
    "::1, http://[::1]/, true",
    "[::1], http://[::1]/, true",
    "fd00::/8, http://[fd12::1]/, true",
    "example.com:8080, http://www.example.com:8080/, true",
    "example.com:8080, http://example.com/, false",
    "10.1.2.3:80, http://10.1.2.3/, true",
    "10.1.2.3:81, http://10.1.2.3/, false",
    "[::1]:80, http://[::1]/, true",
    "[::1]:81, http://[::1]/, false",
    "'', http://example.com/, false",
  })
  void hostsAreLeftOutAsInCurlAndByStars(String list, String url, boolean direct) {
    assertEquals(direct, NoProxy.parse(list).matches(url(url)));
  }

  @Test
  void theEnvironmentChoosesByScheme() {
    var all =
        Proxies.of(
            Map.of("http_proxy", "h:1", "HTTPS_PROXY", "s:2", "NO_PROXY", "direct.org"), null);
    assertEquals("http://h:1", chosen(all, "http://a.org/"));
    assertEquals("http://s:2", chosen(all, "https://a.org/"));
    assertEquals("null", chosen(all, "https://direct.org/"));
  }

  @Test
  void httpProxyInUpperCaseCountsForNothing() {
    assertEquals("null", chosen(Proxies.of(Map.of("HTTP_PROXY", "h:1"), null), "http://a.org/"));
  }

  @Test
  void allProxyFillsInWhatIsNotSetAndLowerCaseComesFirst() {
    var all =
        Proxies.of(
            Map.of("all_proxy", "socks5h://a:1", "ALL_PROXY", "b:2", "https_proxy", " "), null);
    assertEquals("socks5h://a:1", chosen(all, "http://a.org/"));
    assertEquals("socks5h://a:1", chosen(all, "https://a.org/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost/", "http://a.localhost/", "http://127.9.9.9/", "http://[::1]/"})
  void thisMachineIsReachedDirectlyUnlessAProxyWasTyped(String url) {
    assertEquals("null", chosen(Proxies.of(Map.of("all_proxy", "h:1"), null), url));
    assertEquals("http://h:1", chosen(Proxies.all(Proxy.parse("h:1"), NoProxy.NONE), url));
  }

  @Test
  void aListThatWasTypedReplacesThatOfTheEnvironment() {
    var environment = Map.of("all_proxy", "h:1", "no_proxy", "a.org");
    var typed = Proxies.of(environment, NoProxy.parse("b.org"));
    assertEquals("http://h:1", chosen(typed, "http://a.org/"));
    assertEquals("null", chosen(typed, "http://b.org/"));
  }

  @Test
  void aVariableThatIsNoProxyIsNamed() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Proxies.of(Map.of("HTTPS_PROXY", "ftp://me:secret@p"), null)
                    .forUrl(url("https://a.org/")));
    assertTrue(refused.getMessage().startsWith("HTTPS_PROXY: "), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  @Test
  void aVariableThatNoUrlNeedsMayHoldAnything() {
    var proxies =
        Proxies.of(
            Map.of("http_proxy", "h:1", "all_proxy", "ftp://x", "no_proxy", "direct.org"), null);
    assertEquals("http://h:1", chosen(proxies, "http://a.org/"));
    assertEquals("null", chosen(proxies, "https://localhost/"));
    assertEquals("null", chosen(proxies, "https://direct.org/"));
    assertThrows(IllegalArgumentException.class, () -> chosen(proxies, "https://a.org/"));
  }

  private static String chosen(Proxies proxies, String url) {
    return String.valueOf(proxies.forUrl(url(url)));
  }

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null), text);
  }
}
