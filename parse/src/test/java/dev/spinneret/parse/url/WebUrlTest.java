package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {
  private static final WebUrl BASE = url("http://h.test:8080/dir/sub/page.html?old=1#top");

  private static WebUrl url(String input) {
    var url = WebUrl.parse(input, null);
    assertNotNull(url, input);
    return url;
  }

  @Test
  void userNameAndPasswordAreTakenOff() {
    for (var userinfo : new String[] {"me@", "me:secret@", ":secret@", "a%40b:c%3Ad@"}) {
      for (var rest : new String[] {"h.example/", "h.example:81/a@b?c@d#e@f", "[::1]:8443/x:y@z"}) {
        var url = Objects.requireNonNull(WebUrl.parse("https://" + userinfo + rest, null));
        var bare = url.withoutUserinfo();
        var same = Objects.requireNonNull(WebUrl.parse("https://" + rest, null));
        assertEquals(same, bare);
        assertEquals(same.authority() + same.port(), bare.authority() + bare.port());
        assertEquals(
            same.requestTarget() + same.fragment(), bare.requestTarget() + bare.fragment());
        assertEquals(same.key(), bare.key());
        assertSame(same, same.withoutUserinfo());
      }
    }
  }

  @Test
  void everyPartIsToldApart() {
    var url = url("https://me:secret@Example.COM:8443/a/b;c?x=1&y=2#part");
    assertEquals("https://me:secret@example.com:8443/a/b;c?x=1&y=2#part", url.href());
    assertEquals("https://me:secret@example.com:8443/a/b;c?x=1&y=2", url.withoutFragment());
    assertEquals("https", url.scheme());
    assertTrue(url.isSecure());
    assertEquals("me", url.username());
    assertEquals("secret", url.password());
    assertEquals("example.com", url.host());
    assertEquals(8443, url.port());
    assertEquals("example.com:8443", url.authority());
    assertEquals("https://example.com:8443", url.origin());
    assertEquals("/a/b;c", url.path());
    assertEquals("x=1&y=2", url.query());
    assertEquals("part", url.fragment());
    assertEquals("/a/b;c?x=1&y=2", url.requestTarget());
  }

  @Test
  void missingPartsAreNullOrDefaults() {
    var url = url("http://[::1]");
    assertEquals("http://[::1]/", url.href());
    assertEquals("[::1]", url.host());
    assertEquals("[::1]", url.authority());
    assertEquals(80, url.port());
    assertEquals(443, url("https://x.test").port());
    assertEquals("/", url.path());
    assertNull(url.query());
    assertNull(url.fragment());
    assertEquals("", url.username());
    assertEquals("", url.password());
    assertEquals("", url("http://me@x.test/").password());
  }

  @Test
  void anEmptyQueryIsNotAMissingOne() {
    assertEquals("", url("http://x.test/?").query());
    assertEquals("", url("http://x.test/#").fragment());
    assertEquals("/?", url("http://x.test/?").requestTarget());
    assertNotEquals(url("http://x.test/?").key(), url("http://x.test/").key());
  }

  @ParameterizedTest
  @CsvSource({
    "next.html, http://h.test:8080/dir/sub/next.html",
    "a/b?c, http://h.test:8080/dir/sub/a/b?c",
    "/root, http://h.test:8080/root",
    "//other.test/x, http://other.test/x",
    "../up, http://h.test:8080/dir/up",
    "../../../../up, http://h.test:8080/up",
    "./here, http://h.test:8080/dir/sub/here",
    "., http://h.test:8080/dir/sub/",
    "a/%2E%2e/b, http://h.test:8080/dir/sub/b",
    "?new, http://h.test:8080/dir/sub/page.html?new",
    "#frag, http://h.test:8080/dir/sub/page.html?old=1#frag",
    "'', http://h.test:8080/dir/sub/page.html?old=1",
    "http:same, http://h.test:8080/dir/sub/same",
    "https:other.test, https://other.test/",
    "'\\\\win.test\\x', http://win.test/x",
    "a b, http://h.test:8080/dir/sub/a%20b",
    "é?é#é, http://h.test:8080/dir/sub/%C3%A9?%C3%A9#%C3%A9",
    "x:y/, ",
    "1:2, http://h.test:8080/dir/sub/1:2",
    "?a:b, http://h.test:8080/dir/sub/page.html?a:b",
    "😀, http://h.test:8080/dir/sub/%F0%9F%98%80",
    ".hidden, http://h.test:8080/dir/sub/.hidden",
    "a..b/c., http://h.test:8080/dir/sub/a..b/c.",
  })
  void referencesResolveAgainstTheBase(String input, String expected) {
    var url = WebUrl.parse(input, BASE);
    assertEquals(expected, url == null ? null : url.href());
  }

  @Test
  void queryAndFragmentReplaceThoseOfABaseThatEndsInItsPath() {
    var bare = url("http://h.test/dir/");
    for (var input : new String[] {"?q", "x", "#f", "x?q#f"}) {
      var url = WebUrl.parse(input, bare);
      assertNotNull(url);
      assertEquals(WebUrl.of(url.href()).query(), url.query(), input);
      assertEquals(WebUrl.of(url.href()).fragment(), url.fragment(), input);
      assertEquals(WebUrl.of(url.href()).path(), url.path(), input);
    }
  }

  @Test
  void whiteSpaceAroundAndNewlinesInsideAreDropped() {
    var url = WebUrl.parse("\n  /a\n/b\t ", BASE);
    assertNotNull(url);
    assertEquals("http://h.test:8080/a/b", url.href());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "http:///",
        "https://:80/",
        "http://a b/",
        "http://a%00/",
        "http://x:99999/",
        "http://x:1a/",
        "http://[::1",
        "http://[1:2]/",
        "http://1.2.3.256/",
        "http://user@/",
        "mailto:a@b.test",
        "javascript:void(0)",
        "data:text/html,x",
        "ftp://f.test/",
        "foo",
        "/foo"
      })
  void whatIsNoHttpUrlIsNull(String input) {
    assertNull(WebUrl.parse(input, null));
  }

  @ParameterizedTest
  @CsvSource({
    "http://0x7F.1/, http://127.0.0.1/",
    "http://017700000001/, http://127.0.0.1/",
    "http://3232235777/, http://192.168.1.1/",
    "http://1.2.3.4./, http://1.2.3.4/",
    "http://0..1/, ",
    "http://x.0x/, ",
    "'http://[0:0:0:0:0:0:0:1]/', 'http://[::1]/'",
    "'http://[1:0:0:2:0:0:0:3]/', 'http://[1:0:0:2::3]/'",
    "'http://[1:0:2:3:4:5:6:7]/', 'http://[1:0:2:3:4:5:6:7]/'",
    "'http://[::ffff:1.2.3.4]/', 'http://[::ffff:102:304]/'",
    "'http://[1::]/', 'http://[1::]/'",
    "'http://[1::2::3]/', ",
    "'http://[::1.2.3]/', ",
    "'http://[::01.2.3.4]/', ",
    "'http://[1:2:3:4:5:6:7:8:9]/', ",
    "'http://[1:2:3:4:5:6:7:]/', ",
  })
  void addressesHaveOneForm(String input, String expected) {
    var url = WebUrl.parse(input, null);
    assertEquals(expected, url == null ? null : url.href());
  }

  @Test
  void percentSignsInHostsAreDecoded() {
    assertEquals("http://example.com/", url("http://%65xample%2Ecom/").href());
  }

  @ParameterizedTest
  @CsvSource({
    "http://H.test:80/%7euser/%2f%c3%a9, http://h.test/~user/%2F%C3%A9",
    "http://h.test/a?b=%41%2b, http://h.test/a?b=A%2B",
    "http://h.test/100%#f, http://h.test/100%",
    "http://h.test/%2%45, http://h.test/%2%45",
    "http://h.test/%%34%31, http://h.test/%%341",
    "http://h.test/plain, http://h.test/plain",
  })
  void keyIsNormalAndItsOwnKey(String input, String key) {
    assertEquals(key, url(input).key());
    assertEquals(key, url(key).key());
  }

  @Test
  void queryOfALegacyPageIsEncodedAsThePageIs() {
    var url = WebUrl.parse("/é?é#é", BASE, query -> query.replace("é", "%E9"));
    assertNotNull(url);
    assertEquals("http://h.test:8080/%C3%A9?%E9#%C3%A9", url.href());
  }

  @Test
  void equalWhenTheSerialisationIsEqual() {
    assertEquals(url("http://X.test/a"), url("http://x.test:80/./a"));
    assertEquals(url("http://X.test/a").hashCode(), url("http://x.test/a").hashCode());
    assertNotEquals(url("http://x.test/a"), url("http://x.test/a#"));
    assertEquals("http://x.test/a", url("http://x.test/a").toString());
  }

  @Test
  void loneSurrogateBecomesTheReplacementCharacter() {
    assertEquals("http://x.test/%EF%BF%BDa", url("http://x.test/\uD83Da").href());
    assertNull(WebUrl.parse("http://\uD83D.test/", null));
  }

  @Test
  void aUrlMadeFromItsTextHasTheSameParts() {
    for (var input :
        List.of(
            "http://a.example",
            "https://a.example:8443/b;c?x=1&y=2#part",
            "http://[::1]:8080/?q",
            "https://me:secret@a.example:8443/@b:1/#:2")) {
      var url = url(input);
      for (var text : List.of(url.href(), url.withoutFragment())) {
        var again = WebUrl.ofHref(text, url.origin());
        assertEquals(text, again.href());
        assertEquals(url.host() + url.port(), again.host() + again.port());
        assertEquals(url.username() + url.password(), again.username() + again.password());
        assertEquals(url.requestTarget(), again.requestTarget());
        assertEquals(url.key(), again.key());
        assertSame(url.origin(), again.origin());
      }
    }
  }
}
