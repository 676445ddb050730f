package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nofollow",
        "SPINNERET: nofollow",
        "Spinneret/0.1: nofollow",
        "googlebot: noindex, spinneret: index, nofollow",
        "max-snippet: 50, nofollow",
        "unavailable_after: Friday, 25-Jun-27 15:00:00 GMT, nofollow",
        "unavailable_after: 2027-06-25T15:00:00+00:00, nofollow"
      })
  void nofollowForUsIsFoundAmongOtherDirectives(String value) {
    assertEquals(
        new RobotsDirectives(false, true), RobotsDirectives.parseHeader(value, "spinneret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "googlebot: nofollow",
        "otherbot: index, nofollow",
        "spinneret: index, otherbot: none",
        "spinneret2: nofollow",
        "max-snippet: nofollow"
      })
  void directivesForOthersCountForNothing(String value) {
    assertEquals(RobotsDirectives.NONE, RobotsDirectives.parseHeader(value, "spinneret"));
  }
}
