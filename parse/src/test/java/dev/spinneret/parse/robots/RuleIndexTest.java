package dev.spinneret.parse.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The index against the standard's own words: of all rules that match, the heaviest.
class RuleIndexTest {
  private static final String FEW = "aab/?$*";
  private static final String MANY_STARS = "ab**$";

  @RepeatedTest(20)
  void indexFindsWhatAScanFinds(RepetitionInfo repetition) {
    compare(repetition, FEW, 60, 8, 12);
  }

  @RepeatedTest(20)
  void manyStatesReachedByOnePathChangeNothing(RepetitionInfo repetition) {
    compare(repetition, MANY_STARS, 400, 12, 40);
  }

  private static void compare(
      RepetitionInfo repetition, String octets, int maxRules, int maxOctets, int maxPath) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int round = 0; round < 100 / (maxRules / 50); round++) {
      var texts = new ArrayList<String>();
      var rules = new ArrayList<Rule>();
      int count = random.nextInt(1, maxRules);
      for (int i = 0; i < count; i++) {
        texts.add((random.nextBoolean() ? "/" : "") + text(random, octets, maxOctets));
        rules.add(new Rule(PathPattern.of(texts.get(i)), random.nextBoolean(), i + 1));
      }
      var index = new RuleIndex(rules);
      for (int i = 0; i < 50; i++) {
        var path = "/" + text(random, "aab/?", maxPath);
        var expected =
            rules.stream()
                .filter(rule -> matches(texts.get(rule.line() - 1), path))
                .min(Rule::byWeight)
                .map(rule -> new RobotsDecision(rule.allow(), rule.line()))
                .orElse(RobotsDecision.NO_RULE);
        assertEquals(
            expected,
            index.decide(path),
            () -> "seed %d: %s for %s".formatted(repetition.getCurrentRepetition(), texts, path));
      }
    }
  }

  private static String text(SplittableRandom random, String octets, int maxLength) {
    var text = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      text.append(octets.charAt(random.nextInt(octets.length())));
    }
    return text.toString();
  }

  /// Whether a pattern matches a path, octet by octet: slow, but plain to see.
  private static boolean matches(String pattern, String path) {
    boolean anchored = pattern.endsWith("$");
    int length = pattern.length() - (anchored ? 1 : 0);
    var reached = new boolean[path.length() + 1];
    reached[0] = true;
    for (int i = 0; i < length; i++) {
      char c = pattern.charAt(i);
      var next = new boolean[path.length() + 1];
      for (int at = 0; at <= path.length(); at++) {
        if (c == '*') {
          next[at] = reached[at] || (at > 0 && next[at - 1]);
        } else {
          next[at] = at > 0 && reached[at - 1] && path.charAt(at - 1) == c;
        }
      }
      reached = next;
    }
    boolean any = false;
    for (boolean at : reached) {
      any |= at;
    }
    return anchored ? reached[path.length()] : any;
  }
}
