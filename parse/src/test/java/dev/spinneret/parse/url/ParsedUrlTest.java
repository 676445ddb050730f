package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedUrlTest {
  @ParameterizedTest
  @CsvSource({
    "mailto:a b@c.test, , mailto:a b@c.test",
    "DATA:text/plain;x, , data:text/plain;x",
    "'tel:1 ?q', , 'tel:1%20?q'",
    "foo://Host/p ath, , foo://Host/p%20ath",
    "foo://, , foo://",
    "foo:///x, , foo:///x",
    "foo:/a/../b, , foo:/b",
    "foo:/.//b, , foo:/.//b",
    "foo://h:80/x, , foo://h:80/x",
    "ws://H.test:80/x?a'b, , ws://h.test/x?a%27b",
    "wss:h.test, , wss://h.test/",
    "ftp://f.test:21/x, , ftp://f.test/x",
    "file:///C|/x/.., , file:///C:/",
    "file:c:\\x, , file:///c:/x",
    "file://localhost/x, , file:///x",
    "file://srv/share, , file://srv/share",
    "'/y', file:///C:/x, file:///C:/y",
    "'..', file:///C:/x, file:///C:/",
    "'D:/z', file:///C:/x, d:/z",
    "'/D:/z', file:///C:/x, file:///D:/z",
    "'?q', file:///a/b, file:///a/b?q",
    "'', file:///a/b?q, file:///a/b?q",
    "'#f', mailto:x, mailto:x#f",
    "'x', mailto:x, ",
    "'/x', foo://h/a/b, foo://h/x",
    "'../x', foo://h/a/b/c, foo://h/a/x",
    "'//other/x', foo://h/a, foo://other/x",
    "'x', foo:/a/b, foo:/a/x",
    "http:x, ftp://f.test/, http://x/",
    "'x?é', ftp://f.test/a/, ftp://f.test/a/x?%C3%A9",
    "foo://a b/, , ",
    "foo://[::1]/, , 'foo://[::1]/'",
    "'', , ",
    "':x', , ",
  })
  void everySchemeIsParsedAndSerialised(String input, String base, String expected) {
    var parsedBase = base == null ? null : ParsedUrl.parse(base, null);
    var url = ParsedUrl.parse(input, parsedBase);
    assertEquals(expected, url == null ? null : url.href());
  }

  @Test
  void httpIsToldApartFromTheRest() {
    assertInstanceOf(WebUrl.class, ParsedUrl.parse("HTTP://x.test", null));
    assertInstanceOf(WebUrl.class, ParsedUrl.parse("https:x.test", null));
    var other = assertInstanceOf(OtherUrl.class, ParsedUrl.parse("httpx://x.test", null));
    assertEquals("httpx", other.scheme());
    assertEquals("httpx://x.test", other.toString());
    assertEquals(other, ParsedUrl.parse("HTTPX://x.test", null));
    assertEquals(other.hashCode(), other.href().hashCode());
  }

  @Test
  void absoluteHttpUrlResolvesAgainstABaseThatIsNot() {
    var base = ParsedUrl.parse("about:blank", null);
    assertNotNull(base);
    assertNull(ParsedUrl.parse("x", base));
    assertInstanceOf(WebUrl.class, ParsedUrl.parse("http://x.test/", base));
  }
}
