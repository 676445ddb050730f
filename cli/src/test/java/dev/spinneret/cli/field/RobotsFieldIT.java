package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// robots.txt of hosts that answer in their own ways.
class RobotsFieldIT {
  private static final String RULES = "User-agent: *\nDisallow: /private\n";

  private enum Meaning {
    /// The rules count.
    OBEYED,
    /// There are none.
    ABSENT,
    /// Nothing may be asked for.
    FORBIDDEN
  }

  @TempDir Path directory;

  private static Reply rules(String text) {
    return Reply.status("200 OK").body(text.getBytes(StandardCharsets.UTF_8));
  }

  /// RFC 9309 §2.3.1.4: what is cut off is unreachable, and asked for again.
  @Test
  void aCutReplyIsRequestedAgainAndNeverUsed() throws Exception {
    var cut = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\nAllow: /\n";
    var soon = new AtomicInteger();
    var coded = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(coded)) {
      gzip.write("User-agent: *\nAllow: /\n".getBytes(StandardCharsets.UTF_8));
    }
    var withoutEnd = Arrays.copyOf(coded.toByteArray(), coded.size() - 8);
    var codedCut = rules("").with("Content-Encoding: gzip").body(withoutEnd);
    var codedSoon = new AtomicInteger();
    var routes =
        new Routes()
            .on("never.example/robots.txt", Reply.raw(cut))
            .on(
                "soon.example/robots.txt",
                _ -> soon.incrementAndGet() < 5 ? Reply.raw(cut) : rules(RULES))
            .on(
                "coded.example/robots.txt",
                _ ->
                    codedSoon.incrementAndGet() < 3
                        ? codedCut
                        : rules("User-agent: *\nDisallow: /"))
            .on("soon.example/", Reply.page("/private", "/public"))
            .on("soon.example/public", Reply.html("public"));
    try (var site = Site.plain(routes)) {
      var never = site.url("never.example", "/");
      var outcome =
          new Spinneret(directory)
              .names(site, "never.example", "soon.example", "coded.example")
              .run("crawl", never, site.url("soon.example", "/"), site.url("coded.example", "/"));
      assertEquals("closed_early", outcome.error(never), outcome::toString);
      assertTrue(outcome.record(never).path("detail").asText().startsWith("robots.txt: "));
      assertEquals(200, outcome.status(site.url("soon.example", "/public")), outcome::toString);
      assertEquals(List.of("/", "/public"), site.asked());
    }
  }

  @Test
  void everyAnswerHasItsMeaning() throws Exception {
    var routes = new Routes();
    var expected = new TreeMap<String, Meaning>();
    var robots = new LinkedHashMap<String, Reply>();
    robots.put("plain.obeyed", rules(RULES));
    robots.put("mark.obeyed", rules("\ufeff" + RULES));
    robots.put("cr.obeyed", rules(RULES.replace('\n', '\r')));
    robots.put("bare.obeyed", Reply.raw("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n" + RULES));
    robots.put("hops.obeyed", Reply.redirect("301 x", "/1"));
    robots.put(
        "cut-redirect.obeyed",
        Reply.raw("HTTP/1.1 302 x\r\nLocation: /5\r\nContent-Length: 99\r\n\r\ncut"));
    robots.put("page.absent", Reply.page("/"));
    robots.put("missing.absent", Reply.status("404 x").with("Content-Encoding: gzip"));
    robots.put("cut.absent", Reply.raw("HTTP/1.1 403 x\r\nContent-Length: 99\r\n\r\ncut"));
    robots.put("early.absent", Reply.status("425 x"));
    robots.put("loop.absent", Reply.redirect("302 x", "/robots.txt"));
    robots.put("lost.absent", Reply.redirect("302 x", "/nowhere"));
    robots.put("empty.absent", Reply.raw("HTTP/1.1 204 No Content\r\n\r\n"));
    robots.put("error.forbidden", Reply.status("500 x"));
    robots.put("error-behind.forbidden", Reply.redirect("302 x", "/500"));
    robots.forEach((host, reply) -> routes.on(host + ".example/robots.txt", reply));
    for (var i = 1; i < 5; i++) {
      routes.on("/" + i, Reply.redirect("302 x", "/" + (i + 1)));
    }
    routes.on("/5", rules(RULES)).on("/500", Reply.status("500 x"));
    // Another host has the rules; and a server that is busy at first.
    routes.on(
        "elsewhere.obeyed.example/robots.txt",
        request -> Reply.redirect("302 x", request.url("plain.obeyed.example", "/robots.txt")));
    var busy = new AtomicInteger();
    routes.on(
        "busy.obeyed.example/robots.txt",
        _ -> busy.getAndIncrement() == 0 ? Reply.status("503 x") : rules(RULES));
    var idle = new AtomicInteger();
    routes.on(
        "idle.obeyed.example/robots.txt",
        _ -> idle.getAndIncrement() == 0 ? Reply.status("408 x") : rules(RULES));
    robots.put("idle.obeyed", Reply.page());
    robots.put("elsewhere.obeyed", Reply.page());
    robots.put("busy.obeyed", Reply.page());
    routes.on("/", Reply.page("/private", "/public"));
    routes.on("/private", Reply.page()).on("/public", Reply.page());

    try (var site = Site.plain(routes)) {
      var hosts = robots.keySet().stream().map(host -> host + ".example").toList();
      var line = new ArrayList<>(List.of("crawl", "--attempts", "2"));
      hosts.forEach(host -> line.add(site.url(host, "/")));
      var outcome =
          new Spinneret(directory)
              .names(site, hosts.toArray(String[]::new))
              .run(line.toArray(String[]::new));
      for (var host : hosts) {
        expected.put(host, Meaning.valueOf(host.split("\\.")[1].toUpperCase(Locale.ROOT)));
      }
      assertEquals(expected, meanings(site, hosts), outcome::toString);
    }
  }

  private static Map<String, Meaning> meanings(Site site, List<String> hosts) {
    var meanings = new TreeMap<String, Meaning>();
    for (var host : hosts) {
      var asked =
          site.requests().stream()
              .filter(request -> request.host().equals(host))
              .map(Request::target)
              .toList();
      meanings.put(
          host,
          !asked.contains("/")
              ? Meaning.FORBIDDEN
              : asked.contains("/private") ? Meaning.ABSENT : Meaning.OBEYED);
      assertTrue(!asked.contains("/") || asked.contains("/public"), host);
    }
    return meanings;
  }

  @Test
  void robotsOfAHostThatRefusesTheOldVersionCounts() throws Exception {
    Site.Handler modern =
        request ->
            request.version().equals("HTTP/1.0")
                ? Reply.status("403 Forbidden")
                : switch (request.target()) {
                  case "/robots.txt" -> rules(RULES);
                  case "/" -> Reply.page("/private", "/public");
                  default -> Reply.page();
                };
    Site.Handler old =
        request ->
            request.version().equals("HTTP/1.1")
                ? Reply.raw("HTTP/1.0 505 HTTP Version Not Supported\r\n\r\n")
                : request.target().equals("/robots.txt") ? rules(RULES) : Reply.page("/private");
    try (var site = Site.plain(request -> pick(request, modern, old))) {
      var outcome =
          new Spinneret(directory)
              .names(site, "modern.example", "old.example")
              .run("crawl", site.url("modern.example", "/"), site.url("old.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("modern.example", "/public")), outcome::toString);
      assertEquals(200, outcome.status(site.url("old.example", "/")), outcome::toString);
      assertTrue(site.requests().stream().noneMatch(r -> r.target().equals("/private")));
    }
  }

  private static @Nullable Reply pick(Request request, Site.Handler modern, Site.Handler old)
      throws IOException {
    return (request.host().equals("old.example") ? old : modern).answer(request);
  }
}
