package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeGrammarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.png | a.png",
        "a.png, b.png | a.png b.png",
        "a.png 1x,b.png 2x | a.png b.png",
        "a.png 100w, b.png 200w 50h | a.png b.png",
        ",, a.png,, ,b.png , | a.png b.png",
        "a,b.png 1x | a,b.png",
        "data:,x 1x, y | data:,x y",
        "a 1.5x, b .5x, c 1e1x, d -0x | a b c d",
        "a (x, y), b | b",
        "a 1w 2x, b 1x 2x, c 1w 1w, d 0w, e 5h, f 1h 1x, g x, h 1, i +1w, j 1.w, k | k",
        "a -1x, b 1.x, c 1ex, d e1x, e | e",
      })
  void srcsetGivesTheCandidatesWithValidDescriptors(String srcset, String urls) {
    assertEquals(List.of(urls.split(" ")), Srcset.urls(srcset));
  }

  @Test
  void emptySrcsetHasNoCandidates() {
    assertEquals(List.of(), Srcset.urls(""));
    assertEquals(List.of(), Srcset.urls(" , ,"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0;url=x | x",
        "5; URL = 'x y' z | x y",
        "1.5,\"x | x",
        "0 x | x",
        ".5;x | x",
        "0;urlx | urlx",
        "0;url x | url x",
        "0;u | u",
        "0;ur=x | ur=x",
        "0; 'x'y | x",
        "3;;x | ;x",
        "0;URL=url=x | url=x",
      })
  void refreshGivesItsUrl(String content, String url) {
    var refresh = DeclarativeRefresh.parse(content);
    assertNotNull(refresh);
    assertEquals(url, refresh.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", ";url=x", "-1;url=x", "1x;url=y", "url=x"})
  void refreshWithoutATimeIsNone(String content) {
    assertNull(DeclarativeRefresh.parse(content));
  }

  @Test
  void refreshWithoutAUrlReloadsThePage() {
    for (var content : List.of("0", " 5 ", "5;", "1. ,")) {
      assertEquals(new DeclarativeRefresh(null), DeclarativeRefresh.parse(content), content);
    }
  }

  @Test
  void robotsDirectivesAreReadFromMetaAndHeader() {
    assertEquals(new RobotsDirectives(true, true), RobotsDirectives.parse("NOINDEX , nofollow"));
    assertEquals(RobotsDirectives.NONE, RobotsDirectives.parse("index, follow, noindexx,"));
    assertEquals(new RobotsDirectives(true, true), RobotsDirectives.parse("all,none"));
    var mine = "otherbot: none, spinneret: noindex, max-snippet: 5, nofollow";
    assertEquals(new RobotsDirectives(true, true), RobotsDirectives.parseHeader(mine, "Spinneret"));
    assertEquals(RobotsDirectives.NONE, RobotsDirectives.parseHeader(mine, "third"));
    assertEquals(
        new RobotsDirectives(true, false),
        RobotsDirectives.parseHeader("noindex, unavailable_after: 25 Jun 2027", "x"));
  }
}
