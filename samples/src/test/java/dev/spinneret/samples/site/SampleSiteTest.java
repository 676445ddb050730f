package dev.spinneret.samples.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class SampleSiteTest {
  @Test
  void everyPageAnswersAsPlanned() throws IOException {
    var options =
        SiteOptions.DEFAULT
            .withPages(60)
            .withHosts(h -> h.withCount(3))
            .withHazards(h -> h.withErrorShare(0.2).withRedirectShare(0.2));
    try (var server = SiteThread.start(options)) {
      var site = server.site();
      for (var page : site.web().pages().toList()) {
        var uri = URI.create(page.url());
        var answer = RawClient.get(new InetSocketAddress(uri.getHost(), uri.getPort()), path(uri));
        assertTrue(answer.startsWith("HTTP/1.1 " + page.status() + " "), page.url());
        if (page.redirect() != null) {
          var location = field(answer, "Location");
          assertEquals(page.redirect(), uri.resolve(location).toString());
        }
      }
      var stats = site.stats();
      assertEquals(60, stats.requests());
      assertEquals(60, stats.distinct());
      assertEquals(60, stats.connections());
      assertEquals(
          site.web().pages().filter(page -> page.status() >= 400).count(), stats.errorsServed());
    }
  }

  @Test
  void theSameTargetAlwaysGetsTheSameBytes() throws IOException {
    try (var server =
        SiteThread.start(SiteOptions.DEFAULT.withHazards(h -> h.withSessionTrap(true)))) {
      for (var target : new String[] {"/", "/robots.txt", "/sitemap.xml", "/img/3.png"}) {
        var first = RawClient.get(server.site().address(), target);
        assertEquals(first, RawClient.get(server.site().address(), target));
        assertTrue(first.startsWith("HTTP/1.1 200 OK\r\n"), target);
      }
      assertEquals(8, server.site().stats().requests());
      assertEquals(4, server.site().stats().distinct());
    }
  }

  @Test
  void aConnectionStaysOpenWhereThatIsAskedFor() throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT);
        var client = new RawClient(server.site().address())) {
      for (int i = 0; i < 3; i++) {
        assertEquals(
            "keep-alive",
            field(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer(), "Connection"));
        assertEquals(
            "keep-alive",
            field(
                client.send("GET / HTTP/1.0\r\nconnection: Keep-Alive\r\n\r\n").answer(),
                "Connection"));
      }
      var last = client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
      assertEquals("close", field(last, "Connection"));
      assertEquals(1, server.site().stats().connections());
      assertEquals(7, server.site().stats().requests());
    }
  }

  @Test
  void requestsThatComeTogetherAreAnsweredInOrder() throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT);
        var client = new RawClient(server.site().address())) {
      client.send(
          "GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\n"
              + "Content-Length: 5\r\n\r\nhelloHEAD / HTTP/1.1\nHost: a\n\nGET http://a/gone H");
      client.send("TTP/1.1\r\nHost: a\r\n\r\n").end();
      var answers = client.rest();
      assertTrue(answers.startsWith("HTTP/1.1 200 OK"));
      assertTrue(answers.contains("User-agent: *"));
      int refused = answers.indexOf("HTTP/1.1 405 Method Not Allowed");
      int head = answers.indexOf("HTTP/1.1 200 OK", refused);
      int missing = answers.indexOf("HTTP/1.1 404 Not Found", head);
      assertTrue(0 < refused && refused < head && head < missing);
      assertEquals("12288", field(answers.substring(head, missing), "Content-Length"));
      assertTrue(answers.substring(head, missing).endsWith("\r\n\r\n"), "HEAD has no body");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET\r\n\r\n', 400",
    "'GET / HTTP/1.1\r\n\r\n', 400",
    "'GET x HTTP/1.0\r\n\r\n', 400",
    "'GET / SMTP\r\n\r\n', 400",
    "'GET / HTTP/3.0\r\n\r\n', 505",
    "'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n', 411",
    "'POST / HTTP/1.0\r\nContent-Length: -5\r\n\r\n', 400",
    "'POST / HTTP/1.0\r\nContent-Length: five\r\n\r\n', 400",
    "'POST / HTTP/1.0\r\nContent-Length: 99999999\r\n\r\n', 413"
  })
  void whatIsNoRequestIsRefusedAndTheConnectionClosed(String bytes, int status) throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT);
        var client = new RawClient(server.site().address())) {
      var answer = client.send(bytes).rest();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertEquals("close", field(answer, "Connection"));
    }
  }

  @Test
  void aHeadWithoutEndIsRefused() throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT);
        var client = new RawClient(server.site().address())) {
      client.send("GET / HTTP/1.0\r\nX: " + "y".repeat(16 * 1024));
      assertTrue(client.answer().startsWith("HTTP/1.1 431 "));
    }
  }

  @Test
  void robotsAndSitemapTellWhatIsThere() throws IOException {
    try (var server =
        SiteThread.start(SiteOptions.DEFAULT.withPages(50).withHosts(h -> h.withCount(2)))) {
      var web = server.site().web();
      var address = server.site().address();
      var robots = RawClient.get(address, "/robots.txt");
      assertTrue(robots.contains("\nDisallow: /private/\n"));
      assertTrue(robots.contains("\nSitemap: " + web.origins().getFirst() + "/sitemap.xml\n"));
      var sitemap = RawClient.get(address, "/sitemap.xml").replace("&amp;", "&");
      web.pages()
          .forEach(page ->
              assertEquals(
                  page.number() % 2 == 0, sitemap.contains("<loc>" + page.url() + "</loc>")));
      assertTrue(RawClient.get(address, "/private/diary-3.html").startsWith("HTTP/1.1 200"));
      assertEquals(1, server.site().stats().forbiddenServed());
      assertTrue(RawClient.get(address, "/sitemap-0.xml").startsWith("HTTP/1.1 404"));
    }
  }

  @Test
  void aLargeSiteHasAnIndexOfSitemaps() throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT.withPages(50_001))) {
      var address = server.site().address();
      var index = RawClient.get(address, "/sitemap.xml");
      assertTrue(index.contains("/sitemap-0.xml</loc>") && index.contains("/sitemap-1.xml</loc>"));
      var last = RawClient.get(address, "/sitemap-1.xml").replace("&amp;", "&");
      assertTrue(last.contains("<loc>" + server.site().web().url(50_000) + "</loc>"));
      assertEquals(1, last.split("<loc>", -1).length - 1);
    }
  }

  @Test
  void theTrapsGoOnForEver() throws IOException {
    var options =
        SiteOptions.DEFAULT.withHazards(h -> h.withCalendarTrap(true).withSessionTrap(true));
    try (var server = SiteThread.start(options)) {
      var address = server.site().address();
      var december = RawClient.get(address, "/calendar/2026/12/");
      assertTrue(december.contains("/calendar/2027/01/") && december.contains("/calendar/2026/11"));
      var shelf = RawClient.get(address, "/session/shelf-5?sid=00000000000000ff");
      assertEquals(3, shelf.split("href=\"/session/shelf-5\\?sid=", -1).length - 1);
      assertTrue(RawClient.get(address, "/calendar/2026/13/").startsWith("HTTP/1.1 404"));
    }
    try (var server = SiteThread.start(SiteOptions.DEFAULT.withHazards(h -> h.withRobots(false)))) {
      var address = server.site().address();
      assertTrue(RawClient.get(address, "/calendar/2026/12/").startsWith("HTTP/1.1 404"));
      assertTrue(RawClient.get(address, "/private/diary-1.html").startsWith("HTTP/1.1 404"));
      assertFalse(RawClient.get(address, "/robots.txt").contains("Disallow: /private/"));
    }
  }

  @Test
  void aThousandRequestsAreInFlightAtOnce() throws IOException {
    int count = 1000;
    var options = SiteOptions.DEFAULT.withPages(count).withLatency(Latency.parse("3600s"));
    var server = SiteThread.start(options);
    var web = server.site().web();
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var network = Network.of(loop);
      var clients = new ArrayList<Task<Long>>();
      for (int i = 0; i < count; i++) {
        var uri = URI.create(web.url(i));
        clients.add(loop.createTask(() -> askOnce(network, uri)));
      }
      while (server.site().stats().maxInFlight() < count) {
        Tasks.sleep(Duration.ofMillis(1));
      }
      server.close();
      for (var client : clients) {
        client.await();
      }
      return true;
    });
    assertEquals(count, server.site().stats().maxInFlight());
    assertEquals(count, server.site().stats().distinct());
  }

  @Test
  void anAnswerTakesItsLatencyAndOnASlowHostManyTimesThat() throws IOException {
    var options =
        SiteOptions.DEFAULT
            .withHosts(h -> h.withCount(2).withSlow(1, 4))
            .withLatency(Latency.parse("20ms"));
    try (var server = SiteThread.start(options)) {
      var web = server.site().web();
      long fastNanos = EventLoop.run(() -> askOnce(Network.of(EventLoop.current()), web, 0));
      long slowNanos = EventLoop.run(() -> askOnce(Network.of(EventLoop.current()), web, 1));
      assertTrue(fastNanos >= 20_000_000, "20 ms and more, but was " + fastNanos);
      assertTrue(slowNanos >= 80_000_000, "four times 20 ms, but was " + slowNanos);
    }
  }

  @Test
  void closingEndsTheListenerAndEveryConnection() throws IOException {
    var server = SiteThread.start(SiteOptions.DEFAULT.withLatency(Latency.parse("3600s")));
    try (var waiting = new RawClient(server.site().address())) {
      waiting.send("GET / HTTP/1.0\r\n\r\n");
      while (server.site().stats().requests() == 0) {
        Thread.onSpinWait();
      }
      server.close();
      server.close();
      assertEquals("", waiting.rest());
    }
    assertThrows(
        ConnectException.class, () -> RawClient.get(server.site().address(), "/robots.txt"));
  }

  @Test
  void aPortThatIsTakenIsAnError() throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT)) {
      int port = server.site().address().getPort();
      assertThrows(
          IOException.class,
          () -> SiteThread.start(SiteOptions.DEFAULT.withHosts(h -> h.withPort(port))));
    }
  }

  private static long askOnce(Network network, SampleWeb web, int page) throws IOException {
    return askOnce(network, URI.create(web.url(page)));
  }

  private static long askOnce(Network network, URI uri) throws IOException {
    long startNanos = System.nanoTime();
    var address = new InetSocketAddress(uri.getHost(), uri.getPort());
    try (var connection = network.connect(address, null, Long.MAX_VALUE)) {
      connection.write(ByteBuffer.wrap(("GET " + path(uri) + " HTTP/1.0\r\n\r\n").getBytes()));
      var buffer = ByteBuffer.allocate(16 * 1024);
      int count = 0;
      while (count >= 0) {
        count = connection.read(buffer.clear());
      }
    }
    return System.nanoTime() - startNanos;
  }

  private static String path(URI uri) {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String field(String answer, String name) {
    int start = answer.indexOf("\r\n" + name + ": ") + name.length() + 4;
    return answer.substring(start, answer.indexOf("\r\n", start));
  }
}
