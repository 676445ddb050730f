package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Groups, lines and files; paths are [PathPatternTest]'s.
class RobotsRulesTest {
  private static final RobotsDecision NO_RULE = new RobotsDecision(true, 0);

  private static RobotsRules rules(String text) {
    return RobotsRules.parse(text.getBytes(UTF_8), "Spinneret");
  }

  private static RobotsDecision deny(int line) {
    return new RobotsDecision(false, line);
  }

  private static RobotsDecision allow(int line) {
    return new RobotsDecision(true, line);
  }

  @Test
  void decisionNamesTheLineItRestsOn() {
    var rules = rules("# hello\n\nUser-agent: *\nDisallow: /a\nAllow: /a/b\n");
    assertEquals(deny(4), rules.decide("/a"));
    assertEquals(allow(5), rules.decide("/a/b"));
    assertEquals(NO_RULE, rules.decide("/c"));
  }

  @Test
  void emptyFileAllowsAll() {
    assertEquals(NO_RULE, rules("").decide("/"));
    assertEquals(NO_RULE, RobotsRules.allowAll().decide("/a"));
  }

  @Test
  void unreachableFileDeniesAll() {
    assertEquals(deny(0), RobotsRules.denyAll().decide("/"));
  }

  @Test
  void groupForUsHidesTheGroupForEveryone() {
    var rules = rules("User-agent: *\nDisallow: /\n\nUser-agent: spinneret\nDisallow: /a\n");
    assertEquals(deny(5), rules.decide("/a"));
    assertEquals(NO_RULE, rules.decide("/b"));
  }

  @Test
  void groupForUsWithoutRulesAllowsAll() {
    assertEquals(NO_RULE, rules("User-agent: *\nDisallow: /\nUser-agent: spinneret").decide("/a"));
  }

  @Test
  void allGroupsForUsAreOne() {
    var rules =
        rules(
            """
            User-agent: Spinneret
            Disallow: /a
            User-agent: other
            Disallow: /b
            User-agent: SPINNERET
            Disallow: /c
            """);
    assertEquals(deny(2), rules.decide("/a"));
    assertEquals(NO_RULE, rules.decide("/b"));
    assertEquals(deny(6), rules.decide("/c"));
  }

  @Test
  void oneGroupMaySpeakToMany() {
    var text = "User-agent: other\n\nUser-agent: spinneret\n# both\nDisallow: /a\n";
    assertEquals(deny(5), rules(text).decide("/a"));
  }

  @Test
  void otherRecordsDoNotEndAGroup() {
    var rules =
        rules(
            """
            User-agent: spinneret
            Sitemap: https://a.example/s.xml
            Crawl-delay: 4
            Noindex: /n
            User-agent: other
            Disallow: /a
            """);
    assertEquals(deny(6), rules.decide("/a"));
    assertEquals(4, rules.crawlDelay().toSeconds());
  }

  @Test
  void emptyDisallowEndsTheRunOfUserAgents() {
    var rules = rules("User-agent: spinneret\nDisallow:\nUser-agent: other\nDisallow: /\n");
    assertEquals(NO_RULE, rules.decide("/a"));
  }

  @Test
  void rulesBeforeAnyGroupAreNobodys() {
    assertEquals(NO_RULE, rules("Disallow: /\nUser-agent: other\nDisallow: /").decide("/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Spinneret/2.0", "Spinneret bot", "spinneret (+https://a.example)", "spinneret9"})
  void lineTokenEndsAtTheFirstForeignOctet(String agent) {
    assertEquals(deny(2), rules("User-agent: " + agent + "\nDisallow: /").decide("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spinnerets", "spinneret-news", "spin", "not spinneret", "", "*x", "/"})
  void otherTokensAreNotOurs(String agent) {
    assertEquals(NO_RULE, rules("User-agent: " + agent + "\nDisallow: /").decide("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "* (all)", "*\tall", "*<br>", "*/1"})
  void starIsEveryoneWhateverNoiseFollows(String agent) {
    assertEquals(deny(2), rules("User-agent: " + agent + "\nDisallow: /").decide("/"));
  }

  @Test
  void tokenIsTakenFromAWholeUserAgent() {
    var text = "User-agent: spinneret\nDisallow: /\n".getBytes(UTF_8);
    assertEquals(
        deny(2), RobotsRules.parse(text, "Spinneret/1.2 (+https://a.example)").decide("/"));
    assertEquals(NO_RULE, RobotsRules.parse(text, "").decide("/"));
    assertEquals(NO_RULE, RobotsRules.parse(text, "*").decide("/"));
  }

  @Test
  void nameBeyondTheStandardMatchesItselfOnly() {
    var text = "User-agent: bot21\nDisallow: /a\nUser-agent: bot2\nDisallow: /b".getBytes(UTF_8);
    var rules = RobotsRules.parse(text, "bot2");
    assertEquals(NO_RULE, rules.decide("/a"));
    assertEquals(deny(4), rules.decide("/b"));
    var cyrillic = "User-agent: БОТ\nDisallow: /".getBytes(UTF_8);
    assertEquals(deny(2), RobotsRules.parse(cyrillic, "бот").decide("/"));
  }

  @Test
  void everyLineEndCountsOnce() {
    var rules =
        rules("User-agent: *\r\rDisallow: /a\r\n\r\nDisallow: /b\n\nDisallow: /c\n\rAllow: /d");
    assertEquals(deny(3), rules.decide("/a"));
    assertEquals(deny(5), rules.decide("/b"));
    assertEquals(deny(7), rules.decide("/c"));
    assertEquals(allow(9), rules.decide("/d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Disallow: /a",
        "  DISALLOW\t:\t/a\t# why",
        "disallow /a",
        "disallow\t/a",
        "Disallow:/a#c",
        "dissallow: /a",
        "dissalow: /a",
        "disalow: /a",
        "diasllow: /a",
        "disallaw: /a",
        "Disallows: /a",
        "\u000bDisallow: /a\f",
      })
  void disallowIsReadHoweverItIsWritten(String line) {
    assertEquals(deny(2), rules("User-agent: *\n" + line).decide("/a"));
    assertEquals(NO_RULE, rules("User-agent: *\n" + line).decide("/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": /a",
        "/a",
        "disallow",
        "disallow /a b",
        "allow-not /a b",
        "#Disallow: /a",
        "a:b"
      })
  void lineThatMakesNoSenseIsSkipped(String line) {
    assertEquals(deny(3), rules("User-agent: *\n" + line + "\nDisallow: /a").decide("/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-agent", "useragent", "User Agent", "User-Agents"})
  void userAgentIsReadHoweverItIsWritten(String field) {
    assertEquals(deny(2), rules(field + " : spinneret\nDisallow: /").decide("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00ef\u00bb\u00bf", "\u00ef\u00bb", "\u00ef"})
  void byteOrderMarkIsSkippedEvenInPart(String mark) {
    var text =
        (mark + "User-agent: *\nDisallow: /a")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(deny(2), RobotsRules.parse(text, "x").decide("/a"));
  }

  @Test
  void utf16IsReadWhenItIsMarked() {
    var text = "\uFEFFUser-agent: *\nDisallow: /é";
    assertEquals(deny(2), RobotsRules.parse(text.getBytes(UTF_16LE), "x").decide("/%C3%A9"));
    assertEquals(deny(2), RobotsRules.parse(text.getBytes(UTF_16BE), "x").decide("/%C3%A9"));
  }

  @Test
  void fileIsReadUpToTheLastWholeLineWithinTheLimit() {
    var body = new ByteArrayOutputStream();
    body.writeBytes("User-agent: *\nDisallow: /first\n".getBytes(UTF_8));
    while (body.size() < RobotsRules.LIMIT_BYTES - 100) {
      body.writeBytes("# a line that fills the file up\n".getBytes(UTF_8));
    }
    body.writeBytes("Disallow: /last\n".getBytes(UTF_8));
    int gap = RobotsRules.LIMIT_BYTES - body.size();
    body.writeBytes(("Disallow: /" + "c".repeat(gap) + "\nDisallow: /late\n").getBytes(UTF_8));
    var rules = RobotsRules.parse(body.toByteArray(), "x");
    assertEquals(false, rules.decide("/first").allowed());
    assertEquals(false, rules.decide("/last").allowed());
    assertEquals(NO_RULE, rules.decide("/" + "c".repeat(gap)));
    assertEquals(NO_RULE, rules.decide("/late"));
  }

  @Test
  void longLineIsReadWhole() {
    var path = "/" + "long".repeat(20_000);
    var rules = rules("User-agent: *\nDisallow: " + path + "x\n");
    assertEquals(deny(2), rules.decide(path + "xy"));
    assertEquals(NO_RULE, rules.decide(path + "y"));
  }

  @Test
  void robotsTxtItselfIsAlwaysAllowed() {
    var rules = rules("User-agent: *\nDisallow: /");
    assertEquals(NO_RULE, rules.decide("/robots.txt"));
    assertEquals(deny(2), rules.decide("/robots.txt2"));
    assertEquals(deny(2), rules.decide("/a/robots.txt"));
  }

  @Test
  void sitemapsAreForEveryoneAndListedOnce() {
    var rules =
        rules(
            """
            Sitemap: https://a.example/one.xml
            User-agent: other
            Disallow: /
            site-map: /zwei-ä.xml # relative
            Sitemaps: https://a.example/one.xml
            Sitemap:
            """);
    assertEquals(List.of("https://a.example/one.xml", "/zwei-ä.xml"), rules.sitemaps());
  }
}
