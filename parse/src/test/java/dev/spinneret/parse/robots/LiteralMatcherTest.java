package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class LiteralMatcherTest {

  @RepeatedTest(20)
  void everyOccurrenceIsFound(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int round = 0; round < 100; round++) {
      var literals = new TreeSet<String>();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        literals.add(text(random, random.nextInt(1, 6)));
      }
      var sorted = literals.toArray(String[]::new);
      var matcher = new LiteralMatcher(sorted);
      var path = text(random, 60);
      int node = LiteralMatcher.ROOT;
      for (int end = 1; end <= path.length(); end++) {
        node = matcher.next(node, path.getBytes(US_ASCII)[end - 1]);
        var found = new TreeSet<String>();
        for (int i = matcher.endingAt(node); i >= 0; i = matcher.shorter(i)) {
          found.add(sorted[i]);
          assertEquals(sorted[i].length(), matcher.length(i));
        }
        var before = path.substring(0, end);
        var expected = new TreeSet<>(literals);
        expected.removeIf(literal -> !before.endsWith(literal));
        assertEquals(
            expected,
            found,
            () -> "seed %d: %s in %s".formatted(repetition.getCurrentRepetition(), literals, path));
      }
    }
  }

  private static String text(SplittableRandom random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("aab".charAt(random.nextInt(3)));
    }
    return text.toString();
  }
}
