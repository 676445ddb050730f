package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cookies between hosts that have names.
class CookieFieldIT {
  @TempDir Path directory;

  @Test
  void aCookieOfTheDomainReachesItsOtherHosts() throws Exception {
    Site.Handler shop =
        request ->
            switch (request.host() + request.target()) {
              case "www.shop.example/" ->
                  Reply.page(request.url("cart.shop.example", "/"))
                      .with("Set-Cookie: session=1; Domain=shop.example; Path=/");
              case "cart.shop.example/" ->
                  request.hasCookie("session=1")
                      ? Reply.page("/paid")
                      : Reply.status("403 Forbidden");
              case "cart.shop.example/paid" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(shop)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "www.shop.example", "cart.shop.example")
              .run("crawl", "--scope", "domain", site.url("www.shop.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("cart.shop.example", "/paid")));
    }
  }

  @Test
  void aCookieOfAPublicSuffixIsRefused() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.host() + request.target()) {
              case "a.co.uk/" ->
                  Reply.page(request.url("b.co.uk", "/"))
                      .with("Set-Cookie: everywhere=1; Domain=co.uk");
              case "b.co.uk/" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "a.co.uk", "b.co.uk")
              .run("crawl", "--scope", "any", site.url("a.co.uk", "/"));
      assertEquals(200, outcome.status(site.url("b.co.uk", "/")), outcome::toString);
      assertTrue(
          site.requests().stream().noneMatch(request -> request.hasCookie("everywhere=1")),
          "sent to another site");
    }
  }

  @Test
  void cookiesThatPileUpNeverMakeAServerRefuseUs() throws Exception {
    var links = IntStream.range(0, 150).mapToObj(i -> "/" + i).toArray(String[]::new);
    Site.Handler handler =
        request ->
            request.field("Cookie").length()
                    > (request.host().equals("small.example") ? 2_000 : 8_192)
                ? Reply.status("400 Request Header Or Cookie Too Large")
                : Reply.page(request.target().equals("/") ? links : new String[0])
                    .with("Set-Cookie: c" + request.target().substring(1) + "=" + "x".repeat(200));
    try (var site = Site.plain(handler)) {
      for (var host : new String[] {"usual.example", "small.example"}) {
        var outcome =
            new Spinneret(directory)
                .names(site, host)
                .run("crawl", "--fail-if", "broken > 0", site.url(host, "/"));
        assertEquals(0, outcome.code(), outcome::toString);
        assertEquals(151, outcome.records().size(), outcome::toString);
      }
    }
  }

  /// RFC 6265 §5.2 and §5.4 speak of octets; browsers return them as they came.
  @Test
  void octetsOfACookieComeBackAsTheyCame() throws Exception {
    var pairs = List.of("utf8=\u00c3\u00a9", "latin1=\u00e9\u00ff", "sjis=\u0083e\u0083X");
    Site.Handler handler =
        request -> {
          if (request.target().equals("/start")) {
            var reply = Reply.page("/next");
            for (var pair : pairs) {
              reply = reply.with("Set-Cookie: " + pair + "; Path=/; Max-Age=99");
            }
            return reply;
          }
          return request.target().equals("/robots.txt")
              ? null
              : pairs.stream().allMatch(request::hasCookie)
                  ? Reply.page()
                  : Reply.status("403 Forbidden");
        };
    try (var site = Site.plain(handler)) {
      var jar = directory.resolve("cookies.txt").toString();
      var state = directory.resolve("state").toString();
      var program = new Spinneret(directory).names(site, "h.example");
      var first =
          program.run(
              "crawl",
              "--save-cookies",
              jar,
              "--state",
              state,
              "--max-pages",
              "1",
              site.url("h.example", "/start"));
      assertEquals(200, first.status(site.url("h.example", "/start")), first::toString);
      var resumed = program.run("crawl", "--state", state, site.url("h.example", "/start"));
      assertEquals(200, resumed.status(site.url("h.example", "/next")), resumed::toString);
      var loaded = program.run("crawl", "--load-cookies", jar, site.url("h.example", "/other"));
      assertEquals(200, loaded.status(site.url("h.example", "/other")), loaded::toString);
    }
  }

  @Test
  void eachCookieGoesWhereItMay() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.host() + request.target()) {
              case "www.s.example/" ->
                  Reply.page("/sub/x", "/subway", request.url("s.example", "/up"))
                      .with("Set-Cookie: gone=1; Max-Age=0")
                      .with("Set-Cookie: old=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
                      .with("Set-Cookie: kept=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
                      .with("Set-Cookie: sub=1; Path=/sub")
                      .with("Set-Cookie: other=1; Domain=t.example")
                      .with("Set-Cookie: above=1; Domain=.S.EXAMPLE")
                      .with("Set-Cookie: secure=1; Secure")
                      .with("Set-Cookie: __Host-h=1; Path=/; Secure")
                      .with("Set-Cookie: q=\"a b\"")
                      .with("Set-Cookie: huge=" + "x".repeat(5_000));
              case "www.s.example/sub/x", "www.s.example/subway", "s.example/up" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "www.s.example", "s.example")
              .run("crawl", "--scope", "domain", site.url("www.s.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      var sent =
          site.requests().stream()
              .filter(request -> !request.target().equals("/robots.txt"))
              .collect(Collectors.toMap(Request::target, r -> r.field("Cookie")));
      assertEquals(
          Map.of(
              "/", "",
              "/sub/x", "sub=1; kept=1; above=1; q=\"a b\"",
              "/subway", "kept=1; above=1; q=\"a b\"",
              "/up", "above=1"),
          sent);
    }
  }
}
