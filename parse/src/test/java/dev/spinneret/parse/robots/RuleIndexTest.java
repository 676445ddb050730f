package dev.spinneret.parse.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The index against the standard's own words: of all rules that match, the heaviest.
class RuleIndexTest {
  private static final String OCTETS = "aab/?$*";

  @RepeatedTest(20)
  void indexFindsWhatAScanFinds(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int round = 0; round < 100; round++) {
      var texts = new ArrayList<String>();
      var rules = new ArrayList<Rule>();
      int count = random.nextInt(1, 60);
      for (int i = 0; i < count; i++) {
        texts.add((random.nextBoolean() ? "/" : "") + text(random, OCTETS, 8));
        rules.add(new Rule(PathPattern.of(texts.get(i)), random.nextBoolean(), i + 1));
      }
      var index = new RuleIndex(rules);
      for (int i = 0; i < 50; i++) {
        var path = "/" + text(random, "aab/?", 12);
        var expected =
            rules.stream()
                .filter(rule -> regex(texts.get(rule.line() - 1)).matcher(path).lookingAt())
                .min(Rule::byWeight)
                .orElse(null);
        assertEquals(
            expected,
            index.find(path),
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

  /// The pattern as a regular expression: slow, but plain to see.
  private static Pattern regex(String pattern) {
    boolean anchored = pattern.endsWith("$");
    var text = anchored ? pattern.substring(0, pattern.length() - 1) : pattern;
    var regex = new StringBuilder();
    text.chars().forEach(c -> regex.append(c == '*' ? ".*" : Pattern.quote(Character.toString(c))));
    return Pattern.compile(regex + (anchored ? "$" : ""), Pattern.DOTALL);
  }
}
