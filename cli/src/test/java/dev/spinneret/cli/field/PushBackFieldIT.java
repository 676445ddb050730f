package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that ask for fewer requests.
class PushBackFieldIT {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir Path directory;

  /// Crawls a site whose links all lead to pages in the end.
  private void crawlTo(Site site, String... links) throws Exception {
    var outcome =
        new Spinneret(directory)
            .names(site, "site.example")
            .run("crawl", site.url("site.example", "/"));
    for (var link : links) {
      assertEquals(200, outcome.status(site.url("site.example", link)), link + outcome);
    }
  }

  @Test
  void whatWasRefusedWithoutADateIsAskedForAgainUntilItIsThere() throws Exception {
    var links = IntStream.range(0, 30).mapToObj(i -> "/p" + i).toArray(String[]::new);
    var count = new AtomicInteger();
    Site.Handler handler =
        request -> {
          if (request.target().equals("/robots.txt")) {
            return null;
          }
          // More refusals than each page has attempts.
          var nth = count.incrementAndGet();
          return nth > 4 && nth <= 9
              ? Reply.status(nth % 2 == 0 ? "429 Too Many Requests" : "503 Service Unavailable")
              : request.target().equals("/") ? Reply.page(links) : Reply.html(request.target());
        };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", "--fail-if", "broken > 0", site.url("site.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      for (var link : links) {
        assertEquals(200, outcome.status(site.url("site.example", link)), link);
      }
    }
  }

  @Test
  void whatAGatewayCouldNotAnswerIsAskedForAgain() throws Exception {
    var statuses = List.of("408", "425", "502", "504", "520", "521", "522", "523", "524");
    var links = statuses.stream().map(status -> "/" + status).toArray(String[]::new);
    var asked = ConcurrentHashMap.<String>newKeySet();
    Site.Handler handler =
        request ->
            request.target().equals("/")
                ? Reply.page(links)
                : request.target().equals("/robots.txt")
                    ? null
                    : asked.add(request.target())
                        ? Reply.status(request.target().substring(1) + " x")
                        : Reply.html(request.target());
    try (var site = Site.plain(handler)) {
      crawlTo(site, links);
    }
  }

  @Test
  void anErrorThatSaysWhenToComeBackIsARefusal() throws Exception {
    var statuses = List.of("403", "413", "420", "500", "502", "509", "529");
    var links = statuses.stream().map(status -> "/" + status).toArray(String[]::new);
    var counts = new ConcurrentHashMap<String, Integer>();
    Site.Handler handler =
        request -> {
          if (counts.merge(request.target(), 1, Integer::sum) > 1) {
            return request.target().equals("/robots.txt")
                ? Reply.html("User-agent: *\nDisallow: /forbidden").with("Content-Type: text/plain")
                : Reply.html(request.target());
          }
          return switch (request.target()) {
            case "/" ->
                Reply.page(
                    Stream.concat(Stream.of("/forbidden"), statuses.stream())
                        .toArray(String[]::new));
            case "/robots.txt" -> Reply.status("403 Forbidden").with("Retry-After: 1");
            default -> Reply.status(request.target().substring(1) + " x").with("Retry-After: 1");
          };
        };
    try (var site = Site.plain(handler)) {
      crawlTo(site, links);
      assertFalse(site.asked().contains("/forbidden"), () -> site.asked().toString());
    }
  }

  @Test
  void aHostThatIsLeftAloneIsReported() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/robots.txt" -> null;
              case "/" -> Reply.page("/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9");
              default ->
                  request.host().equals("page.example") && !request.target().equals("/3")
                      ? Reply.html(request.target())
                      : Reply.status("503 Service Unavailable").with("Retry-After: 86400");
            };
    try (var site = Site.plain(handler)) {
      var program = new Spinneret(directory).names(site, "page.example", "host.example");
      var page = program.run("crawl", "--per-host", "1", site.url("page.example", "/"));
      assertEquals(0, page.code(), page::toString);
      assertEquals(10, page.records().size(), page::toString);
      var host = program.run("crawl", "--per-host", "1", site.url("host.example", "/"));
      assertEquals(4, host.code(), host::toString);
      assertTrue(
          host.err()
              .contains(
                  "not crawled to the end: "
                      + site.url("host.example", "")
                      + ": the host asks for more patience than there is (Retry-After 86,400 s)"),
          host::toString);
    }
  }

  @Test
  void everyFormOfADateInRetryAfterIsWaitedFor() throws Exception {
    var forms =
        Map.of(
            "imf.example", "EEE, dd MMM yyyy HH:mm:ss 'GMT'",
            "rfc850.example", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
            "asctime.example", "EEE MMM ppd HH:mm:ss yyyy");
    var asked = new ConcurrentHashMap<String, List<Instant>>();
    Site.Handler handler =
        request -> {
          if (request.target().equals("/robots.txt")) {
            return null;
          }
          var times = asked.computeIfAbsent(request.host(), _ -> new ArrayList<>());
          times.add(Instant.now());
          if (times.size() > 1) {
            return Reply.html(request.host());
          }
          var form = DateTimeFormatter.ofPattern(forms.get(request.host()), Locale.US);
          var until = Instant.now().plus(PATIENCE).atOffset(ZoneOffset.UTC).format(form);
          return Reply.status("503 Service Unavailable").with("Retry-After: " + until);
        };
    try (var site = Site.plain(handler)) {
      var hosts = forms.keySet().toArray(String[]::new);
      var line = new ArrayList<>(List.of("crawl"));
      for (var host : hosts) {
        line.add(site.url(host, "/"));
      }
      var outcome = new Spinneret(directory).names(site, hosts).run(line.toArray(String[]::new));
      assertEquals(0, outcome.code(), outcome::toString);
      for (var host : hosts) {
        assertEquals(200, outcome.status(site.url(host, "/")), outcome::toString);
        var times = asked.get(host);
        assertEquals(2, times.size(), host);
        // A date has whole seconds.
        var waited = Duration.between(times.getFirst(), times.getLast());
        var least = PATIENCE.minusSeconds(1);
        assertTrue(waited.compareTo(least) > 0, host + " after " + waited);
      }
    }
  }
}
