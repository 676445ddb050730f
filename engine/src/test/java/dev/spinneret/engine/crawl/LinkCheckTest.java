package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.LinkCheck;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.html.LinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A crawl that probes links: how each is requested, and what becomes of it.
class LinkCheckTest {
  private static final String H = "http://127.0.0.1";
  private static final String O = "http://o.test";
  private final List<String> requests = new ArrayList<>();

  private CrawlRun crawl(Map<String, Answer> answers, String... seeds) {
    return crawl(answers, new LinkCheck(Set.of(LinkKind.IMG), _ -> true, false), seeds);
  }

  /// The keys are a method and a URL, or a URL alone.
  private CrawlRun crawl(Map<String, Answer> answers, LinkCheck check, String... seeds) {
    var web = new MemoryWeb().otherwise(request -> answer(answers, request));
    return CrawlRun.of(web, options -> with(options, check), seeds);
  }

  private static CrawlOptions with(CrawlOptions options, LinkCheck check) {
    return options.withRobots(r -> r.withObeyed(false)).withLinks(l -> l.withCheck(check));
  }

  private Answer answer(Map<String, Answer> answers, FetchRequest request) {
    var url = request.url().withoutFragment();
    requests.add(request.method() + " " + url);
    var answer = answers.get(request.method() + " " + url);
    answer = answer == null ? answers.get(url) : answer;
    return answer == null ? Answer.status(404, "") : answer;
  }

  @Test
  void whatIsOutOfScopeIsProbedAndItsLinksAreNotFollowed() {
    var run = crawl(Map.of(H + "/", Answer.links(O + "/a"), O + "/a", Answer.links("/b")), H + "/");

    assertEquals(List.of("GET " + H + "/", "HEAD " + O + "/a"), requests);
    assertEquals(Map.of(VerdictKind.FETCHED, 2L), run.summary.urls().verdicts());
  }

  @Test
  void aRedirectOutOfScopeIsProbedToItsEnd() {
    crawl(
        Map.of(
            H + "/",
            Answer.links("/a"),
            H + "/a",
            Answer.redirect(O + "/a"),
            O + "/a",
            Answer.redirect("/b"),
            O + "/b",
            Answer.links("/c")),
        H + "/");

    assertEquals(
        List.of("GET " + H + "/", "GET " + H + "/a", "HEAD " + O + "/a", "HEAD " + O + "/b"),
        requests);
  }

  @Test
  void onlyAGoodAnswerToHeadCounts() {
    var run =
        crawl(
            Map.of(
                H + "/", Answer.links(O + "/a", O + "/b"),
                "HEAD " + O + "/a", Answer.status(405, ""),
                O + "/a", Answer.html("a"),
                "HEAD " + O + "/b", Answer.failure(FailureCause.CLOSED_EARLY)),
            H + "/");

    assertTrue(requests.contains("GET_WITHOUT_BODY " + O + "/a"), requests::toString);
    assertTrue(requests.contains("GET_WITHOUT_BODY " + O + "/b"), requests::toString);
    assertEquals(200, run.page(O + "/a").status());
    assertEquals(404, run.page(O + "/b").status());
    assertEquals(5, requests.size());
  }

  @Test
  void aHeadThatIsNotAnsweredInTimeIsFollowedByGet() {
    for (var cause : List.of(FailureCause.FIRST_BYTE_TIMEOUT, FailureCause.TOTAL_TIMEOUT)) {
      requests.clear();
      var run =
          crawl(
              Map.of(
                  H + "/", Answer.links(O + "/a"),
                  "HEAD " + O + "/a", Answer.failure(cause),
                  O + "/a", Answer.html("a")),
              H + "/");
      assertEquals(200, run.page(O + "/a").status(), cause.label());
      assertEquals(3, requests.size(), requests::toString);
    }
  }

  @Test
  void aPageInScopeThatWasOnlyProbedIsFollowed() {
    crawl(
        Map.of(
            H + "/", Answer.html("<img src=/a><img src=/i>"),
            H + "/a", Answer.links("/b"),
            H + "/i", Answer.status(200, "", "Content-Type", "image/png"),
            H + "/b", Answer.html("b")),
        H + "/");

    assertEquals(
        Set.of(
            "GET " + H + "/",
            "HEAD " + H + "/a",
            "GET " + H + "/a",
            "HEAD " + H + "/i",
            "GET " + H + "/b"),
        Set.copyOf(requests));
    assertEquals(5, requests.size());
  }

  @Test
  void whatARuleExcludesIsNotRequested() {
    var web =
        new MemoryWeb()
            .otherwise(request -> answer(Map.of(H + "/", Answer.links(O + "/a", "/x")), request));
    var check = new LinkCheck(Set.of(), _ -> true, false);
    CrawlRun.of(
        web,
        options ->
            with(options, check)
                .withScope(s ->
                    s.withRules(List.of(ScopeRule.exclude(O + "/*"), ScopeRule.exclude("*/x")))),
        H + "/");

    assertEquals(List.of("GET " + H + "/"), requests);
  }

  @Test
  void whatIsTooDeepIsProbed() {
    var answers =
        Map.of(
            H + "/",
            Answer.links("/1"),
            H + "/1",
            Answer.links("/2"),
            H + "/2",
            Answer.links("/3"));
    var web = new MemoryWeb().otherwise(request -> answer(answers, request));
    var check = new LinkCheck(Set.of(), _ -> true, false);
    CrawlRun.of(web, options -> with(options, check).withScope(s -> s.withMaxDepth(1)), H + "/");

    assertEquals(List.of("GET " + H + "/", "GET " + H + "/1", "HEAD " + H + "/2"), requests);
  }

  @Test
  void whatFailedIsRequestedOnceMoreWhenNothingElseIsLeft() {
    var count = new int[1];
    var pages =
        Map.of(
            H + "/",
            Answer.links("/bad", "/1"),
            H + "/1",
            Answer.links("/2"),
            H + "/2",
            Answer.html("2"));
    var web =
        new MemoryWeb()
            .otherwise(request ->
                request.url().path().equals("/bad") && count[0]++ > 0
                    ? answer(Map.of(H + "/bad", Answer.links("/late")), request)
                    : request.url().path().equals("/bad")
                        ? answer(Map.of(H + "/bad", Answer.status(502, "")), request)
                        : answer(pages, request));
    var check = new LinkCheck(Set.of(), _ -> true, true);
    var run =
        CrawlRun.of(
            web, options -> with(options, check).withRetry(r -> r.withAttemptCount(1)), H + "/");

    assertEquals(
        List.of("GET " + H + "/bad", "GET " + H + "/late"),
        requests.subList(requests.size() - 2, requests.size()));
    assertEquals(6, requests.size());
    assertEquals(200, run.page(H + "/bad").status());
    assertTrue(run.summary.urls().isBalanced());
  }

  @Test
  void whatFailsAtTheEndTooHasFailed() {
    var web =
        new MemoryWeb()
            .otherwise(request ->
                answer(
                    Map.of(
                        H + "/",
                        Answer.links("/bad"),
                        H + "/bad",
                        Answer.failure(FailureCause.RESET)),
                    request));
    var check = new LinkCheck(Set.of(), _ -> true, true);
    var run = CrawlRun.of(web, options -> with(options, check), H + "/");

    assertEquals(5, requests.size(), "the page, three attempts and a late one");
    assertEquals("failed", run.verdict(H + "/bad"));
    assertTrue(run.summary.urls().isBalanced());
  }
}
