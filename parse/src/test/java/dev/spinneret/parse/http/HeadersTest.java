package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HeadersTest {
  private static final Headers LISTED =
      new Headers(
          List.of(
              new Headers.Field("Content-Type", "text/html"),
              new Headers.Field("X-Empty", ""),
              new Headers.Field("set-cookie", "a=1"),
              new Headers.Field("Set-Cookie", "b=2"),
              new Headers.Field("Location", "/straße")));

  @Test
  void namesCompareWithoutCase() {
    assertEquals("text/html", LISTED.first("content-TYPE"));
    assertEquals("", LISTED.first("x-empty"));
    assertNull(LISTED.first("content-typ"));
    assertNull(LISTED.first("content\ttype"));
  }

  @Test
  void allValuesOfANameComeInOrder() {
    assertEquals(List.of("a=1", "b=2"), LISTED.all("SET-COOKIE"));
    assertEquals(List.of("/straße"), LISTED.all("location"));
    assertEquals(List.of(), LISTED.all("etag"));
  }

  @Test
  void bytesThatAreUtf8AreReadAsSuchAndOthersOneByOne() {
    var utf8 = raw("A", "/stra\u00c3\u009fe");
    assertEquals("/straße", utf8.first("a"));
    assertEquals("/stra\u00dfe", raw("A", "/stra\u00dfe").first("a"));
    assertEquals(List.of(new Headers.Field("A", "/straße")), utf8.fields());
  }

  @Test
  void octetsThatAreNoUtf8StayOctetsInAReference() {
    assertEquals("/stra%DFe%FF?%41", raw("A", "/stra\u00dfe\u00ff?%41").firstReference("a"));
    assertEquals("/straße", raw("A", "/stra\u00c3\u009fe").firstReference("a"));
    assertEquals("/a b", raw("A", "/a b").firstReference("a"));
    assertNull(LISTED.firstReference("b"));
  }

  @Test
  void aLocationIsResolvedAgainstWhatWasRequested() {
    var base = Objects.requireNonNull(WebUrl.parse("http://h/a/b", null));
    assertEquals(WebUrl.parse("http://h/a/c", null), raw("Location", "c").location(base));
    assertEquals(WebUrl.parse("https://g/", null), raw("location", "https://g").location(base));
    assertNull(raw("Location", "mailto:a@b").location(base));
    assertNull(raw("A", "c").location(base));
  }

  @Test
  void listedFieldsComeBackAsTheyWere() {
    assertEquals("set-cookie", LISTED.fields().get(2).name());
    assertEquals(5, LISTED.fields().size());
    assertEquals(List.of(), Headers.EMPTY.fields());
  }

  private static Headers raw(String name, String value) {
    var text = (name + value).getBytes(StandardCharsets.ISO_8859_1);
    return Headers.of(text, new int[] {name.length(), text.length});
  }
}
