package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.TrapKind;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Endless sites whose pages all differ.
@Timeout(60)
class TrapBudgetsTest {
  private static final TrapLimits LIMITS = new TrapLimits(2_048, 40, 4, 10, 10, 20, 30);

  /// Text without digits that no other number has.
  private static String words(int n) {
    return Integer.toString(n, 10).chars().mapToObj(c -> "word" + (char) ('a' + c - '0')).toList()
        + " "
        + "x".repeat(n);
  }

  @Test
  void endlessSubdomainsEndAtTheNumberOfHosts() {
    var web =
        new MemoryWeb()
            .otherwise(request -> {
              var host = request.url().host();
              int n = Integer.parseInt(host.substring(1, host.indexOf('.')));
              return Answer.html(
                  words(n)
                      + "<a href=http://h%d.trap.test/></a><a href=http://h%d.other%d.test/></a>"
                          .formatted(n + 1, 0, n));
            });
    var run =
        CrawlRun.of(
            web,
            options ->
                options
                    .withTraps(_ -> LIMITS)
                    .withScope(s -> s.withMode(ScopeMode.DOMAIN))
                    .withRobots(r -> r.withObeyed(false))
                    .withPace(p -> p.withConcurrency(4)),
            "http://h0.trap.test/");
    assertEquals(Map.of(TrapKind.MANY_HOSTS, 1L), run.summary.notes().traps());
    assertEquals(LIMITS.hostCount() + 1, run.summary.pages().count());
    assertTrue(run.summary.urls().isBalanced(), run.summary.urls().faults().toString());
  }

  @Test
  void aCalendarWhoseContentAlwaysChangesEndsToo() {
    var web =
        new MemoryWeb()
            .otherwise(request -> {
              var query = request.url().query();
              int n = query == null ? 0 : Integer.parseInt(query.substring(2));
              return Answer.html(words(n) + "<a href=/calendar?m=" + (n + 1) + ">next</a>");
            });
    var run =
        CrawlRun.of(
            web,
            options -> options.withTraps(_ -> LIMITS).withRobots(r -> r.withObeyed(false)),
            "http://127.0.0.1/calendar");
    assertEquals(Map.of(TrapKind.ENDLESS_CHAIN, 1L), run.summary.notes().traps());
    assertEquals(LIMITS.staleDepth() + LIMITS.chainCount(), run.summary.pages().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%s", "?%s=1", "?%s"})
  void inventedSegmentsAndNamesEndThoughEachPageLeadsToSeveral(String pattern) {
    var made = new AtomicInteger();
    var web =
        new MemoryWeb()
            .otherwise(request -> {
              var here = pattern.startsWith("?") ? "/" : request.url().path();
              var links = new StringBuilder("words");
              for (var i = 0; i < 3; i++) {
                var name = "%08xa1".formatted(made.incrementAndGet() * 0x9e3779b9);
                links.append("<a href='").append(here.equals("/") ? "" : here);
                links.append(pattern.formatted(name)).append("'></a>");
              }
              return Answer.html(links.toString());
            });
    var run =
        CrawlRun.of(
            web,
            options ->
                options
                    .withTraps(_ -> LIMITS)
                    .withRobots(r -> r.withObeyed(false))
                    .withBudget(budget -> budget.withPages(2_000)),
            "http://127.0.0.1/");
    assertEquals(Set.of(TrapKind.STALE_TEMPLATE), run.summary.notes().traps().keySet());
    assertTrue(run.summary.pages().count() < 1_000, run.summary.pages().toString());
  }

  @Test
  void pagesOfOneTemplateThatOtherPagesNameAreNoChain() {
    var web =
        new MemoryWeb()
            .otherwise(request -> {
              var path = request.url().path();
              if (path.startsWith("/item")) {
                return Answer.html("leaf " + words(Integer.parseInt(path.substring(6))));
              }
              int n = path.equals("/") ? 0 : Integer.parseInt(path.substring(1).replace("/", ""));
              var links = new StringBuilder(words(n));
              if (n < 25) {
                links.append("<a href=/").append(n + 1).append("></a>");
              }
              for (int i = 0; i < 10; i++) {
                links.append("<a href=/item/").append(n * 10 + i).append("></a>");
              }
              return Answer.html(links.toString());
            });
    var run =
        CrawlRun.of(
            web,
            options -> options.withTraps(_ -> LIMITS).withRobots(r -> r.withObeyed(false)),
            "http://127.0.0.1/");
    assertEquals(Map.of(), run.summary.notes().traps());
    assertEquals(26 + 260, run.summary.pages().count());
  }
}
