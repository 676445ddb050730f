package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that misbehave, and servers that are as slow as the web.
class FaultFieldIT {
  @TempDir Path directory;

  @Test
  void eachFaultOfAPageIsNamedAndTheOthersAreFetched() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/" -> Reply.page("/reset", "/closed", "/garbage", "/short", "/good");
              case "/reset" -> Reply.raw("HTTP/1.1 200 OK\r\nContent-").then(Ending.RESET);
              case "/closed" -> Reply.raw("");
              case "/garbage" -> Reply.raw("\u0001\u0002\u0003 this is no HTTP\r\n\r\n");
              case "/short" -> Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
              case "/good" -> Reply.html("<p>good");
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", "--attempts", "1", site.url("site.example", "/"));
      assertEquals(200, outcome.status(site.url("site.example", "/good")), outcome::toString);
      for (var path : new String[] {"/reset", "/closed", "/garbage"}) {
        var error = outcome.error(site.url("site.example", path));
        assertTrue(error.matches("reset|closed_early|bad_message"), path + ": " + error);
      }
      assertEquals(1, outcome.of(site.url("site.example", "/short")).size());
    }
  }

  @Test
  void aBodyWithoutEndIsRequestedOnceAndAStreamIsNoFault() throws Exception {
    var body = Reply.page("/behind").withoutLength().then(Ending.SILENCE);
    var routes =
        new Routes()
            .on("/", Reply.page("/endless", "/radio", "/camera", "/events", "/named"))
            .on("/endless", body)
            .on("/radio", body.with("Content-Type: audio/mpeg"))
            .on("/camera", body.with("Content-Type: multipart/x-mixed-replace; boundary=a"))
            .on("/events", body.with("Content-Type: text/event-stream"))
            .on("/named", body.with("Content-Type: Audio/MPEG").with("Content-Length: 9999"));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", "--timeout", "2s", site.url("site.example", "/"));
      for (var stream : List.of("/radio", "/camera", "/events")) {
        var record = outcome.record(site.url("site.example", stream));
        assertEquals("fetched", record.path("verdict").asText(), outcome::toString);
        assertTrue(record.path("truncated").asBoolean(), stream);
      }
      for (var cut : List.of("/endless", "/named")) {
        assertEquals("total_timeout", outcome.error(site.url("site.example", cut)));
      }
      assertEquals(6, site.asked().size(), () -> site.asked().toString());
    }
  }

  @Test
  void aPageThatFailsOnceIsRequestedAgain() throws Exception {
    var once = new AtomicInteger();
    var routes =
        new Routes()
            .on("/", Reply.page("/flaky", "/broken"))
            .on(
                "/flaky",
                _ -> once.incrementAndGet() == 1 ? Reply.status("500 x") : Reply.html("<p>good"))
            .on("/broken", Reply.status("500 Internal Server Error"));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", site.url("site.example", "/"));
      assertEquals(200, outcome.status(site.url("site.example", "/flaky")), outcome::toString);
      var broken = outcome.record(site.url("site.example", "/broken"));
      assertEquals(500, broken.path("status").asInt());
      assertEquals(2, broken.path("attempts").asInt());
      assertEquals(5, site.asked().size(), () -> site.asked().toString());
    }
  }

  /// As servers with one thread do: the system accepts connections that they do not serve.
  @Test
  void aServerThatAnswersOneConnectionIsCrawledOverThatOne() throws Exception {
    var pages = IntStream.range(0, 20).mapToObj(i -> "/" + i).toArray(String[]::new);
    Site.Handler handler =
        request -> request.target().equals("/") ? Reply.page(pages) : Reply.html(request.target());
    try (var site = Site.plain(handler).oneAtATime()) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", "--attempts", "1", site.url("site.example", "/"));
      for (var page : pages) {
        assertEquals(200, outcome.status(site.url("site.example", page)), outcome::toString);
      }
    }
  }

  @Test
  void repliesThatBreakTheRulesAndCanBeUnderstoodArePages() throws Exception {
    var body = "<a href=/from%d>x</a>";
    var type = "Content-Type: text/html\r\n";
    var replies =
        List.of(
            "HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + body,
            "HTTP/1.1 200\r\n" + type + "\r\n" + body,
            "HTTP/1.1 200 OK\r\nPHP Warning in line 3\r\n" + type + "\r\n" + body,
            "HTTP/1.1 200 OK\r\nContent-Type : text/html\r\n\r\n" + body,
            "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n" + type + "\r\n" + body,
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(9)
                + "HTTP/1.1 200 OK\r\n"
                + type
                + "\r\n"
                + body,
            "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n"
                + type
                + "\r\n"
                + body,
            "\r\nHTTP/1.1 200 OK\r\n" + type + "\r\n" + body,
            "http/1.1 200 OK\r\n" + type + "\r\n" + body,
            "HTTP/1.7 200 OK\r\n" + type + "\r\n" + body,
            "HTTP/1.1 200 OK\r\n"
                + type
                + "Content-Length: 20\r\nContent-Length: 20\r\n\r\n"
                + body,
            "HTTP/1.1 200 OK\r\n" + type + "Content-Length: 20\r\n\r\n" + body + " and more",
            "HTTP/1.1 200 OK\r\n"
                + type
                + "Transfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n14\r\n"
                + body
                + "\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\n"
                + type
                + "Transfer-Encoding: chunked\r\n\r\n14\r\n"
                + body
                + "\r\n0\r\n",
            "HTTP/1.1 200 OK\r\n" + type + "Transfer-Encoding: 8bit\r\n\r\n" + body,
            "HTTP/2 200\r\n" + type + "\r\n" + body,
            "HTTP/1.1 200 OK\r\nX: a\rb\r\n" + type + "\r\n" + body,
            "HTTP/1.1 200 OK\r\r\nContent-Type: text/html\r\r\n\r\r\n" + body);
    var routes = new Routes();
    for (var i = 0; i < replies.size(); i++) {
      routes.on("/" + i, Reply.raw(replies.get(i).replace("%d", "" + (char) ('a' + i))));
    }
    routes.on("/", Reply.page(routes.targets()));
    for (var i = 0; i < replies.size(); i++) {
      routes.on("/from" + (char) ('a' + i), Reply.page());
    }
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", site.url("site.example", "/"));
      for (var i = 0; i < replies.size(); i++) {
        var target = "/from" + (char) ('a' + i);
        assertEquals(200, outcome.status(site.url("site.example", target)), replies.get(i));
      }
    }
  }

  @Test
  void pagesOfEveryLatencyAreAllFetched() throws Exception {
    var count = 40;
    var links = IntStream.range(0, count).mapToObj(i -> "/p" + i).toArray(String[]::new);
    Site.Handler handler =
        request -> {
          if (request.target().equals("/")) {
            return Reply.page(links);
          }
          // Lognormal, as on the web: half of them below 20 ms, one in a hundred above 64.
          var random = new Random(request.target().hashCode());
          var millis = Math.round(20 * Math.exp(random.nextGaussian() / 2));
          return request.target().startsWith("/p")
              ? Reply.html("<p>" + request.target()).after(Duration.ofMillis(millis))
              : null;
        };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", site.url("site.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      for (var link : links) {
        assertEquals(200, outcome.status(site.url("site.example", link)), link);
      }
    }
  }
}
