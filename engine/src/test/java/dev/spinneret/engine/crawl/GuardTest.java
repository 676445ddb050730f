package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.http.BlockedPorts;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Where pages cannot send us: to private addresses and to other protocols' ports.
class GuardTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");
  private final MemoryWeb web = new MemoryWeb();
  private final List<FetchRequest> requests = new ArrayList<>();

  @Test
  void aTypedHostThatAnsweredFromThePublicInternetCannotMoveToAPrivateAddress() {
    web.on("http://a.test/robots.txt", Answer.status(404, "").from(PUBLIC))
        .on("http://a.test/", Answer.links("/next").from(PUBLIC));

    crawl(options -> options, "http://a.test/");

    assertTrue(requests.getFirst().privateAllowed(), "typed, and not yet known");
    assertEquals(3, requests.size());
    assertFalse(requests.get(1).privateAllowed(), "the seed after its robots.txt");
  }

  @Test
  void anotherAttemptAtATypedSeedIsGuardedToo() {
    web.on("http://a.test/", Answer.status(503, "").from(PUBLIC));

    crawl(options -> options.withRobots(r -> r.withObeyed(false)), "http://a.test/");

    assertTrue(requests.size() > 1, "it was tried again");
    assertTrue(requests.getFirst().privateAllowed());
    assertFalse(requests.getLast().privateAllowed());
  }

  @Test
  void aTypedHostAtAPrivateAddressStaysAllowed() {
    web.otherwise(_ -> Answer.links("http://a.test/next").from(PRIVATE));

    crawl(options -> options, "http://a.test/");

    assertEquals(3, requests.size());
    assertTrue(requests.stream().allMatch(FetchRequest::privateAllowed));
  }

  @Test
  void linksAndRedirectsToPortsOfOtherProtocolsAreOutOfScope() {
    web.on("http://a.test/", Answer.links("http://a.test:25/", "http://b.test:6667/x", "/go"))
        .on("http://a.test/go", Answer.redirect("http://a.test:22/"));

    var run = crawl(options -> options.withScope(s -> s.withMode(ScopeMode.ANY)), "http://a.test/");

    for (var href : List.of("http://a.test:25/", "http://b.test:6667/x", "http://a.test:22/")) {
      assertEquals("out_of_scope", run.verdict(href), href);
      assertTrue(run.verdicts.get(href).detail().startsWith("blocked port "), href);
    }
    assertTrue(
        requests.stream().noneMatch(request -> BlockedPorts.holds(request.url().port())),
        requests.toString());
  }

  @Test
  void aTypedPortIsAskedAndSoAreItsPages() {
    web.on("http://a.test:6000/", Answer.links("/next"))
        .on("http://a.test:6000/next", Answer.html(""));

    var run = crawl(options -> options, "http://a.test:6000/");

    assertEquals("fetched", run.verdict("http://a.test:6000/next"));
  }

  @Test
  void aSeedOfAListIsNoTypedOne() {
    var run =
        CrawlRun.of(
            recorded(),
            options -> options,
            crawl -> crawl.guardSeeds(_ -> false),
            "http://a.test/",
            "http://a.test:25/");

    assertEquals("out_of_scope", run.verdict("http://a.test:25/"));
    assertFalse(requests.isEmpty());
    assertTrue(requests.stream().noneMatch(FetchRequest::privateAllowed));
  }

  @Test
  void robotsDoesNotRedirectToPortsOfOtherProtocols() {
    web.on("http://a.test/robots.txt", Answer.redirect("http://a.test:25/robots.txt"))
        .on("http://a.test/", Answer.html("fine"));

    var run = crawl(options -> options, "http://a.test/");

    assertEquals("fetched", run.verdict("http://a.test/"));
    assertEquals(0, web.count("http://a.test:25/robots.txt"));
  }

  private CrawlRun crawl(UnaryOperator<CrawlOptions> set, String... seeds) {
    return CrawlRun.of(recorded(), set, seeds);
  }

  private Fetcher recorded() {
    return new Fetcher() {
      @Override
      public FetchResult fetch(FetchRequest request) {
        requests.add(request);
        return web.fetch(request);
      }

      @Override
      public void close() {
        web.close();
      }
    };
  }
}
