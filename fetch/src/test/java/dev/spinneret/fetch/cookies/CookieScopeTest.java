package dev.spinneret.fetch.cookies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 6265 §5.1.2 to §5.1.4.
class CookieScopeTest {

  @Test
  void domainsAreCanonicalInLowerCaseAndPunycode() {
    assertEquals("example.com", CookieScope.canonical("ExAmPlE.com"));
    assertEquals("xn--bcher-kva.example", CookieScope.canonical("B\u00c3\u00bccher.example"));
    assertEquals("", CookieScope.canonical("B\u00c3\u00bc cher.example"));
    assertEquals("", CookieScope.canonical("b\u00c3\u00bccher.example/x"));
    assertEquals("", CookieScope.canonical("b\u00fccher.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "www.example.com, example.com",
    "a.b.example.com, example.com",
    "127.0.0.1, 127.0.0.1",
    "[::1], [::1]",
  })
  void aHostMatchesItselfAndTheDomainsAboveIt(String host, String domain) {
    assertTrue(CookieScope.domainMatches(host, domain));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, www.example.com",
    "notexample.com, example.com",
    "example.com, le.com",
    "example.com, example.com.",
    "example.com., example.com",
    "example.com, example.com:80",
    "example.com, .example.com",
    "127.0.0.1, 0.0.1",
    "127.0.0.1, 1",
    "[::1], 1]",
    "example.com, ''",
  })
  void aHostMatchesNothingElse(String host, String domain) {
    assertFalse(CookieScope.domainMatches(host, domain));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /",
    "/a/, /a",
    "/a/b, /a",
    "/a/b/c, /a/b",
    "/a//b, /a/",
    "//, /",
    "/a/b/, /a/b",
  })
  void theDefaultPathIsTheDirectory(String request, String path) {
    assertEquals(path, CookieScope.defaultPath(request));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /, true",
    "/a, /, true",
    "/a, /a, true",
    "/a/, /a, true",
    "/a/b, /a, true",
    "/a/b, /a/, true",
    "/a, /a/, false",
    "/ab, /a, false",
    "/b, /a, false",
    "/, /a, false",
    "/A, /a, false",
    "/a%2Fb, /a, false",
  })
  void aPathMatchesItselfAndWhatIsBelow(String request, String path, boolean matches) {
    assertEquals(matches, CookieScope.pathMatches(request, path));
  }
}
