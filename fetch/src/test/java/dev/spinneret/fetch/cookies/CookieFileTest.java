package dev.spinneret.fetch.cookies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieFileTest {
  private static final List<Cookie> COOKIES =
      List.of(
          new Cookie("a", "1", "h.example", true, "/", false, false, null),
          new Cookie("b", "", "h.example", false, "/x", true, true, Instant.ofEpochSecond(9)));

  @Test
  void aCookieWithATabHasNoLine() {
    var cookies =
        List.of(
            new Cookie("a", "1\t2", "h.example", true, "/", false, false, null),
            new Cookie("b", "2", "h.example", true, "/", false, false, null));
    assertEquals(List.of("h.example\tFALSE\t/\tFALSE\t0\tb\t2"), CookieFile.lines(cookies));
    assertEquals(cookies.subList(1, 2), CookieFile.parse(CookieFile.format(cookies)));
  }

  @Test
  void whatWasWrittenIsRead() {
    var text = CookieFile.format(COOKIES);
    assertEquals(
        """
        # Netscape HTTP Cookie File
        h.example	FALSE	/	FALSE	0	a	1
        #HttpOnly_.h.example	TRUE	/x	TRUE	9	b\t
        """,
        text);
    assertEquals(COOKIES, CookieFile.parse(text));
    assertEquals(COOKIES, CookieFile.parse(text.replace("\n", "\r\n")));
  }

  @Test
  void octetsBeyondAsciiStayAsTheyAre() {
    var cookie =
        new Cookie("\u00e9", "\u00ff\u0085", "h.example", true, "/\u00c3", false, false, null);
    assertEquals(List.of(cookie), CookieFile.parse(CookieFile.format(List.of(cookie))));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLine() {
    assertEquals(COOKIES, CookieFile.parse("\u00ef\u00bb\u00bf" + CookieFile.format(COOKIES)));
  }

  @Test
  void filesOfOtherProgramsAreRead() {
    var read =
        CookieFile.parse(
            """
            # https://curl.se/docs/http-cookies.html

            H.example\tFALSE\t/\tFALSE\t-1\ta\tb c
            .h.example\tTRUE\t\tTRUE\t1767225600.25\tb
            """);
    assertEquals(new Cookie("a", "b c", "h.example", true, "/", false, false, null), read.get(0));
    var expires = Instant.parse("2026-01-01T00:00:00Z");
    assertEquals(new Cookie("b", "", "h.example", false, "/", true, false, expires), read.get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "h.example a=b, has 1 fields",
    "h.example|FALSE|/|FALSE|0|a|b|c, has 8 fields",
    "h.example|maybe|/|FALSE|0|a|b, has 'maybe' where TRUE or FALSE is allowed",
    "h.example|FALSE|/|FALSE|soon|a|b, expires at 'soon'",
    "|FALSE|/|FALSE|0|a|b, lacks a domain",
    "h.example|FALSE|/|FALSE|0||, lacks a name",
    "h.example|FALSE|/|FALSE|0|a|s\u0001ecret, holds a control character",
    "h.example|FALSE|/|FALSE|0|a|s\u0101ecret, holds a character beyond 255",
  })
  void aLineThatIsNoCookieIsNamedWithoutItsSecret(String line, String what) {
    var text = "# first\n" + line.replace('|', '\t') + "\n";
    var error = assertThrows(IllegalArgumentException.class, () -> CookieFile.parse(text));
    assertTrue(error.getMessage().startsWith("line 2 " + what), error.getMessage());
    assertFalse(error.getMessage().contains("ecret"), error.getMessage());
  }

  @Test
  void aCookieDoesNotPrintItsValue() {
    assertFalse(
        new Cookie("a", "secret", "h", true, "/", false, false, null)
            .toString()
            .contains("secret"));
  }
}
