package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyMarksTest {
  /// Those that differ from a mark in one bit are the ones a wrong comparison would take for it.
  private static final String OCTETS = "%;($'&)*,-/:<=?{y0z!~\u0001";

  @Test
  void agreesWithASearchForEachMark() {
    var random = new Random(1);
    for (int round = 0; round < 100_000; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        boolean mark = random.nextInt(20) == 0;
        text.append(
            OCTETS.charAt(mark ? random.nextInt(3) : 3 + random.nextInt(OCTETS.length() - 3)));
      }
      int from = random.nextInt(length + 1);
      int to = from + random.nextInt(length + 1 - from);
      var part = text.substring(from, to);
      boolean expected = part.contains("%") || part.contains(";") || part.contains("(");
      assertEquals(expected, KeyMarks.isIn(text.toString(), from, to), part);
    }
  }

  @Test
  void anEmptyPartHoldsNone() {
    assertFalse(KeyMarks.isIn("%;(", 1, 1));
  }
}
