package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.text.TextEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordCountTest {
  private static final String[] PIECES = {
    "a",
    "word",
    " ",
    "\n",
    "\t\r",
    "  ",
    "&",
    "&amp;",
    "&nbsp;",
    "&nbsp",
    "&nbspx",
    "&#160;",
    "&#32;",
    "&#xA0;",
    "&#8212;",
    "&#8195",
    "&#0;",
    "&#150;",
    "&#99999999;",
    "&#;",
    "&#",
    "&mdash;",
    "&emsp;",
    "&empty;",
    "&Tab;",
    "&NewLine;",
    "&ThinSpace;",
    "&Theta;",
    "&notaname;",
    "é",
    "\u00A0",
    "\u3000",
    "\u2003",
    "\u200B",
    "\u205F",
    "\u2028",
    "\u1680",
    "\u0085",
    "日本",
    "\uD83D\uDE00",
    ";",
    "\u007F",
    "\u000B",
    "\u001F",
    "=="
  };

  @Test
  void countingOctetsGivesWhatCountingTheTextGives() {
    var seed = Long.getLong("spinneret.fuzz.seed", 141_421L);
    System.out.println("words: seed " + seed);
    var random = new Random(seed);
    var counted = 0;
    for (var i = 0; i < 50_000; i++) {
      var text = new StringBuilder();
      for (var n = random.nextInt(12); n > 0; n--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      var octets = ("<" + text + "<").getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0 && octets.length > 2) {
        octets[1 + random.nextInt(octets.length - 2)] = (byte) (0x80 + random.nextInt(0x80));
      }
      var words = new WordCount();
      words.add(random.nextBoolean() ? "x" : " ");
      var before = words.count();
      var decoded = new WordCount();
      decoded.add(before == 0 ? " " : "x");
      var tags = new TagReader(octets, TextEncoding.UTF_8);
      decoded.add(tags.text(1, octets.length - 1));
      if (words.add(octets, 1, octets.length - 1, true)) {
        counted++;
        assertEquals(decoded.count(), words.count(), text::toString);
        words.add("y");
        decoded.add("y");
        assertEquals(decoded.count(), words.count(), text::toString);
      } else {
        assertEquals(before, words.count(), text::toString);
      }
    }
    assertTrue(counted > 10_000, counted + " counted in octets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "&#32;", "&#x20;", "&emsp;x"})
  void whatIsNotKnownIsLeftToTheDecoder(String text) {
    var octets = text.getBytes(StandardCharsets.UTF_8);
    assertFalse(new WordCount().add(octets, 0, octets.length, true));
  }

  @Test
  void otherEncodingsAreDecodedBeyondAscii() {
    var octets = "a\u00A0b".getBytes(StandardCharsets.ISO_8859_1);
    assertFalse(new WordCount().add(octets, 0, octets.length, false));
    assertTrue(new WordCount().add(octets, 0, 1, false));
  }
}
