package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Our decisions against crawler-commons', wherever that library follows RFC 9309.
///
/// The generator stays clear of what it reads otherwise: a literal `$` or a quote, fields that
/// Google's parser does not know, markup, `index.html` behind disallow, a delay given twice, and
/// two rules of equal length, where a tie of any allow wins over order.
class RobotsOracleTest {
  private static final List<String> AGENTS = List.of("*", "ours", "Ours", "theirs", "our", "oursx");
  private static final List<String> PIECES =
      List.of(
          "a", "b", "ab", "/", "?", "=", "&", "%2F", "%2f", "%61", "é", "%c3%a9", "~", "%7E", ".");

  private final SimpleRobotRulesParser oracle = new SimpleRobotRulesParser();

  @RepeatedTest(20)
  void decisionsAreTheSame(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int round = 0; round < 50; round++) {
      var text = robots(random);
      var body = text.getBytes(UTF_8);
      var theirs = oracle.parseContent("https://a.example/", body, "text/plain", Set.of("ours"));
      var ours = RobotsRules.parse(body, "ours");
      for (int i = 0; i < 30; i++) {
        var url = requireNonNull(WebUrl.parse("https://a.example/" + path(random, 6, ""), null));
        Supplier<String> message =
            () -> "seed %d: %s\n%s".formatted(repetition.getCurrentRepetition(), url.href(), text);
        assertEquals(theirs.isAllowed(url.href()), ours.decide(url).allowed(), message);
      }
      long delay = theirs.getCrawlDelay();
      assertEquals(
          delay == BaseRobotRules.UNSET_CRAWL_DELAY ? null : delay,
          ours.crawlDelay() == null ? null : ours.crawlDelay().toMillis(),
          text);
    }
  }

  @ParameterizedTest(name = "{0} on {1}: {2}, we: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        // "$" in the middle stands for itself (§2.2.3).
        "Disallow: /a$b          | /a$b | true  | false",
        // Where a literal stands twice, the second one may be the one before the end (§2.2.3).
        "Disallow: /*b$          | /bb  | true  | false",
        // A disallowed index page says nothing about its directory (§2.2.2).
        "Disallow: /d/index.html | /d/  | false | true",
        // What is no field is no rule (§2.2).
        "Desallow: /a            | /a   | false | true",
        // A delay forbids nothing, however long; the crawl bounds it.
        "Crawl-delay: 3600       | /a   | false | true",
        // Markup is not cut out: "/<body>" is another path than "/".
        "Disallow: /<body>       | /a   | false | true",
      })
  void differencesAreThese(String line, String path, boolean theirs, boolean ours) {
    assertEquals(List.of(theirs, ours), decisions(line, path));
  }

  @Test
  void onlyCrAndLfEndALine() {
    assertEquals(List.of(false, true), decisions("# why\u2028Disallow: /a", "/a"));
  }

  /// Whether crawler-commons and whether we allow a path that `line` is about.
  private List<Boolean> decisions(String line, String path) {
    var body = ("User-agent: *\n" + line).getBytes(UTF_8);
    var url = requireNonNull(WebUrl.parse("https://a.example" + path, null));
    var theirs = oracle.parseContent("https://a.example/", body, "text/plain", Set.of("ours"));
    return List.of(
        theirs.isAllowed(url.href()), RobotsRules.parse(body, "ours").decide(url).allowed());
  }

  private static String robots(SplittableRandom random) {
    var text = new StringBuilder();
    var lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    for (int group = random.nextInt(1, 5); group > 0; group--) {
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        text.append("User-Agent: ").append(pick(random, AGENTS)).append(lineEnd);
      }
      for (int i = random.nextInt(5); i > 0; i--) {
        var path = path(random, 4, random.nextBoolean() ? "*" : "a");
        text.append(random.nextBoolean() ? "Allow: /" : "Disallow:/").append(path);
        text.append(!path.contains("*") && random.nextInt(4) == 0 ? "$" : "").append(lineEnd);
      }
      text.append(random.nextBoolean() ? "Sitemap: https://a.example/s" + lineEnd : lineEnd);
    }
    return text.toString();
  }

  private static String path(SplittableRandom random, int maxPieces, String wildcard) {
    var path = new StringBuilder();
    for (int i = random.nextInt(maxPieces + 1); i > 0; i--) {
      path.append(random.nextInt(4) == 0 ? wildcard : pick(random, PIECES));
    }
    return path.toString();
  }

  private static String pick(SplittableRandom random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
