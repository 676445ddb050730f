package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdsTest {
  private static final String HEX = "A2DECB66D2648BFED11FC721FC3043A1";

  private static String key(String path) {
    var url = Objects.requireNonNull(WebUrl.parse("http://h.test" + path, null));
    var key = url.key();
    assertEquals(key, Objects.requireNonNull(WebUrl.parse(key, null)).key(), "its own key");
    return key.substring("http://h.test".length());
  }

  @ParameterizedTest
  @CsvSource({
    "/p;jsessionid=HEX, /p",
    "/p;jsessionid=HEX.node1?x=1, /p?x=1",
    "/p;a=b;JSESSIONID=HEX;c=d/q, /p;a=b;c=d/q",
    "/p?PHPSESSID=HEX, /p",
    "/p?a=1&phpsessid=26lt7a0k5u9c4m1d8h3j2b6v71&b=2, /p?a=1&b=2",
    "/p?PHPSESSID=HEX&a=1, /p?a=1",
    "/p?PHPSESSID=HEX&PHPSESSID=HEX, /p",
    "/?sid=HEX#x, /",
    "/p?osCsid=HEX&zenid=HEX&a, /p?a",
    "/p?CFID=123&CFTOKEN=81734562&a=1, /p?a=1",
    "/cftoken=/p;cfid=1, /cftoken=/p",
    "/p?ASPSESSIONIDQQRTQSTA=ABCDEFGHIJKLMNOPABCDEFGH, /p",
    "/(S(lit3py55t21z5v55vlm25s55))/a.aspx, /a.aspx",
    "/app/(X(1)S(lit3py55t21z5v55vlm25s55))/a.aspx?x, /app/a.aspx?x",
    "/(S(lit3py55t21z5v55vlm25s55)), /"
  })
  void sessionIdsAreNoPartOfTheKey(String path, String expected) {
    assertEquals(expected, key(path.replace("HEX", HEX)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/p;v=1",
        "/p;jsessionid=",
        "/p;jsessionid=short",
        "/p?sid=42",
        "/p?sid=1234567890123456",
        "/p?sid=a-long-name-of-a-page",
        "/p?sessionid=7",
        "/p?PHPSESSID=",
        "/p?PHPSESSID",
        "/p?CFID=123",
        "/p?xsid=A2DECB66D2648BFED11FC721FC3043A1",
        "/p?q=PHPSESSID=A2DECB66D2648BFED11FC721FC3043A1",
        "/(S(short))/a",
        "/a_(S(lit3py55t21z5v55vlm25s55))/b",
        "/wiki/Foo_(bar)",
        "/(x)/(y)",
        "/p?&a=1&&b",
        "/p?",
        "/;;/;"
      })
  void whatOnlyLooksAlikeStays(String path) {
    assertEquals(path, key(path));
  }
}
