package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.ByteFuzzer;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RobotsFuzzTest {
  private static final List<byte[]> SEEDS =
      List.of(
          "User-agent: a\nDisallow: /\nAllow: /x*y$\nCrawl-delay: 1.5\nSitemap: /s".getBytes(UTF_8),
          "user-agent: *\r\nallow: /%7e/*%2a\rdisallow: /%é$x\n\nuser-agent: b".getBytes(UTF_8),
          "\uFEFFuser agent *\nDisallow /a*b*c".getBytes(UTF_16LE));

  private static final List<byte[]> TOKENS =
      Stream.of(
              "User-agent: ",
              "a\n",
              "Disallow: /",
              "Allow: ",
              "*",
              "$",
              "%",
              "%2",
              "%2a",
              "%61",
              "/",
              "/index.htm",
              "\r",
              "\n",
              "\r\n",
              ":",
              "#",
              " ",
              "\t",
              "\0",
              "é",
              "Crawl-delay:",
              "9",
              ".",
              "a*b",
              "Sitemap:")
          .map(token -> token.getBytes(UTF_8))
          .toList();

  private static final List<WebUrl> URLS =
      Stream.of(
              "https://a.example/",
              "https://a.example/x/y?a=%7e*$%2f",
              "https://a.example/" + "ab/".repeat(100) + "?%zz")
          .map(url -> requireNonNull(WebUrl.parse(url, null)))
          .toList();

  @Test
  void anyBytesGiveDecisions() {
    ByteFuzzer.run(
        20_000,
        SEEDS,
        TOKENS,
        body -> {
          var rules = RobotsRules.parse(body, "a");
          int lineCount =
              1 + (int) new String(body, ISO_8859_1).chars().filter(c -> isLineEnd(c)).count();
          for (var url : URLS) {
            var decision = rules.decide(url);
            assertTrue(decision.line() >= 0 && decision.line() <= lineCount);
            assertTrue(decision.allowed() || decision.line() > 0);
            assertEquals(decision, rules.decide(url));
          }
          var delay = rules.crawlDelay();
          assertFalse(delay != null && delay.isNegative());
          assertNotNull(rules.sitemaps());
        });
  }

  @Test
  void anyPathIsCanonicalAfterOneRound() {
    ByteFuzzer.run(
        20_000,
        List.of("/a%41%2f*$é%zz?'\"".getBytes(UTF_8)),
        TOKENS,
        octets -> {
          var once = CanonicalPath.ofTarget(new String(octets, ISO_8859_1));
          var again = once.replace(CanonicalPath.STAR, '*');
          assertEquals(once, CanonicalPath.ofTarget(again));
        });
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }
}
