package dev.spinneret.fetch.cookies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6265 §5.2, with what RFC 6265bis §5.6 adds.
class SetCookieTest {
  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-06-09T10:18:14Z");

  @Test
  void aPairMayHaveBlanksQuotesAndEqualsSigns() {
    assertPair("a", "b", "a=b");
    assertPair("a", "b", " \t a \t = \t b \t ; Path=/");
    assertPair("a", "b=c", "a=b=c");
    assertPair("a", "\"b c\"", "a=\"b c\"");
    assertPair("a", "\"b", "a=\"b;c\"");
    assertPair("a", "", "a=");
    assertPair("a", "b, c=d", "a=b, c=d");
    assertPair("a b", "c", "a b=c");
    assertPair("a", "b\tc", "a=b\tc");
  }

  @Test
  void aCookieWithoutNameIsItsValueAsInBrowsers() {
    assertPair("", "a", "a");
    assertPair("", "a", "=a");
    assertPair("", "a=b", "=a=b");
    assertNull(parse(""));
    assertNull(parse("="));
    assertNull(parse(" ; Path=/"));
    assertNull(parse("; a=b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b\u0000c", "a=b\u0007", "a\u007f=b", "a=b; Path=/\u0001"})
  void aControlCharacterSpoilsTheField(String text) {
    assertNull(parse(text));
  }

  @Test
  void namesAndValuesAreBounded() {
    assertNotNull(parse("a=" + "x".repeat(4095)));
    assertNull(parse("a=" + "x".repeat(4096)));
    assertNull(parse("a=" + "\u00e9".repeat(4095) + "x"));
    assertEquals("", read("a=b; Path=/" + "x".repeat(1024)).path());
    assertEquals("/", read("a=b; Path=/; Path=/" + "x".repeat(1024)).path());
  }

  @Test
  void attributesAreKnownInAnyCaseAndTheLastCounts() {
    var set = read("a=b;SECURE ; HttpOnly=yes;path=/one; PATH = /two ;domain=A.example;Domain=.B");
    assertTrue(set.secure());
    assertTrue(set.httpOnly());
    assertEquals("/two", set.path());
    assertEquals("B", set.domain());
    assertEquals("", read("a=b; Domain=x; Domain=").domain());
    assertEquals("", read("a=b; Domain=.").domain());
    assertEquals(".x", read("a=b; Domain=..x").domain());
    assertEquals("a", read("a=b; SameSite=Strict; Priority=High; Partitioned; ; =x").name());
  }

  @Test
  void aPathThatDoesNotBeginWithASlashMeansTheDefault() {
    assertEquals("", read("a=b; Path").path());
    assertEquals("", read("a=b; Path=x").path());
    assertEquals("", read("a=b; Path=/x; Path=y").path());
    assertEquals("", read("a=b; Path=\"/x\"").path());
  }

  @Test
  void maxAgeIsInSecondsAndGoesBeforeExpires() {
    assertEquals(NOW.plusSeconds(60), read("a=b; Max-Age=60").expires());
    assertEquals(NOW.plusSeconds(60), read("a=b; max-age=060; " + expires()).expires());
    assertEquals(NOW.plusSeconds(60), read("a=b; " + expires() + "; Max-Age=60").expires());
    assertEquals(NOW.plusSeconds(60), read("a=b; Max-Age=5; Max-Age=60").expires());
    assertEquals(Instant.MIN, read("a=b; Max-Age=0").expires());
    assertEquals(Instant.MIN, read("a=b; Max-Age=-5").expires());
    assertEquals(Instant.MAX, read("a=b; Max-Age=" + "9".repeat(40)).expires());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1.5", "6 0", "+60", "60s", "--1", "\"60\""})
  void aMaxAgeThatIsNoNumberIsIgnored(String age) {
    assertNull(read("a=b; Max-Age=" + age).expires());
    assertEquals(LATER, read("a=b; " + expires() + "; Max-Age=" + age).expires());
  }

  @Test
  void anExpiresThatIsNoDateIsIgnored() {
    assertEquals(LATER, read("a=b; " + expires()).expires());
    assertEquals(LATER, read("a=b; " + expires() + "; Expires=never").expires());
    assertNull(read("a=b; Expires=never").expires());
    assertNull(read("a=b").expires());
  }

  private static String expires() {
    return "Expires=Tue, 09 Jun 2026 10:18:14 GMT";
  }

  private static void assertPair(String name, String value, String text) {
    var set = read(text);
    assertEquals(name, set.name(), text);
    assertEquals(value, set.value(), text);
  }

  private static SetCookie read(String text) {
    var set = parse(text);
    assertNotNull(set, text);
    return set;
  }

  private static SetCookie parse(String text) {
    return SetCookie.parse(text, NOW);
  }
}
