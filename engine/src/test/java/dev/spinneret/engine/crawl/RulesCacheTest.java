package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.Resources;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A crawl that has no room for the rules of all its hosts.
@Timeout(60)
class RulesCacheTest {
  private static final int HOSTS = 12;
  private static final int PAGES = 5;

  private static String host(int i) {
    return "http://h%d.test".formatted(i);
  }

  /// Hosts that link to one another, each with two thousand rules.
  private static MemoryWeb web(String more) {
    var rules = new StringBuilder("User-agent: *\nDisallow: /no\n").append(more);
    for (int i = 0; i < 2_000; i++) {
      rules.append("Disallow: /never/").append(i).append("\n");
    }
    var links = new StringBuilder();
    for (int i = 0; i < HOSTS; i++) {
      for (int page = 0; page < PAGES; page++) {
        links.append(
            "<a href=%s/yes%d></a><a href=%s/no%d></a>".formatted(host(i), page, host(i), page));
      }
    }
    return new MemoryWeb()
        .otherwise(request ->
            request.url().path().equals("/robots.txt")
                ? Answer.text(rules.toString())
                : Answer.html(links.toString()));
  }

  private static CrawlRun run(long robotsBytes, String more) {
    var all = Resources.UNLIMITED;
    var seeds = IntStream.range(0, HOSTS).mapToObj(i -> host(i) + "/").toArray(String[]::new);
    return CrawlRun.of(
        web(more),
        options ->
            options.withResources(_ ->
                new Resources(
                    null,
                    0,
                    all.bodyBytes(),
                    robotsBytes,
                    all.queueBytes(),
                    all.linkBytes(),
                    all.treeChars())),
        seeds);
  }

  private static void check(CrawlRun run) {
    assertTrue(run.summary.urls().isBalanced(), run.summary.urls().faults().toString());
    assertEquals(HOSTS * (PAGES + 1), run.summary.pages().count());
    assertEquals((long) HOSTS * PAGES, run.summary.urls().verdicts().get(VerdictKind.ROBOTS));
  }

  @Test
  void rulesThatWereDroppedAreFetchedAgainAndHold() {
    var kept = run(Long.MAX_VALUE, "");
    check(kept);
    assertEquals(HOSTS, kept.summary.requests().robots());
    var dropped = run(200_000, "");
    check(dropped);
    assertTrue(dropped.summary.requests().robots() > HOSTS);
  }

  @Test
  void eachFetchOfDroppedRulesBringsThePageOnThatItWasFor() {
    var run = run(1, "Crawl-delay: 3\n");
    check(run);
    assertTrue(run.summary.requests().robots() <= 3L * HOSTS * (2 * PAGES + 1));
  }
}
