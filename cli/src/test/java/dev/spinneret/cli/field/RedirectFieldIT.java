package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redirects: where they lead, in how many hops, and those that lead nowhere.
class RedirectFieldIT {
  private static final String FOUND = "302 Found";

  @TempDir Path directory;

  @Test
  void everyWayToWriteATargetLeadsThere() throws Exception {
    var locations = new LinkedHashMap<String, String>();
    locations.put("../up", "/up");
    locations.put("?page=2", "/r/1?page=2");
    locations.put("/with space", "/with%20space");
    locations.put("/utf-\u00c3\u00bc", "/utf-%C3%BC");
    locations.put("/latin-\u00fc", "/latin-%FC");
    locations.put("/fragment#top", "/fragment");
    locations.put("\\\\s.example:PORT\\back", "/back");
    locations.put("//s.example:PORT/schemeless", "/schemeless");
    locations.put("HTTP://S.EXAMPLE:PORT/upper", "/upper");
    locations.put("/a/b/../../dots/%2e", "/dots/");
    var routes = new Routes();
    var at = new int[1];
    locations.forEach((location, target) -> {
      routes.on(
          "/r/" + at[0]++,
          request -> Reply.redirect(FOUND, location.replace("PORT", "" + request.site().port())));
      routes.on(target, Reply.page());
    });
    for (var status : new String[] {"300 x", "301 x", "303 x", "307 x", "308 x"}) {
      routes.on("/" + status.substring(0, 3), Reply.redirect(status, "/to" + status.charAt(2)));
      routes.on("/to" + status.charAt(2), Reply.page());
      locations.put("/to" + status.charAt(2), "/to" + status.charAt(2));
    }
    routes.on("/cut", Reply.raw("HTTP/1.1 302 x\r\nLocation: /z1\r\nContent-Length: 9\r\n\r\ncut"));
    routes.on("/coded", Reply.redirect(FOUND, "/z2").with("Content-Encoding: gzip"));
    var starts = routes.targets();
    routes.on("/z1", Reply.page()).on("/z2", Reply.page()).on("/", Reply.page(starts));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "s.example")
              .run("crawl", "--fail-if", "broken > 0", site.url("s.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      for (var target : locations.values()) {
        assertEquals(200, outcome.status(site.url("s.example", target)), target);
      }
      assertEquals(200, outcome.status(site.url("s.example", "/z1")), outcome::toString);
      assertEquals(200, outcome.status(site.url("s.example", "/z2")), outcome::toString);
    }
  }

  /// As with `Location: login/` at `/login/`, or a query that holds the URL before it.
  @Test
  void aTargetThatGrowsWithEachRedirectIsABrokenLink() throws Exception {
    Site.Handler handler =
        request ->
            request.target().equals("/")
                ? Reply.page("/login/", "/account?next=x")
                : request.target().startsWith("/login/")
                    ? Reply.redirect(FOUND, "login/")
                    : request.target().startsWith("/account")
                        ? Reply.redirect(
                            FOUND,
                            "/account?next="
                                + request
                                    .target()
                                    .replace("%", "%25")
                                    .repeat(2)
                                    .replace("?", "%3F"))
                        : null;
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "s.example")
              .run("crawl", "--fail-if", "broken == 2", site.url("s.example", "/"));
      assertEquals(3, outcome.code(), outcome::toString);
      assertTrue(outcome.records().stream().noneMatch(r -> r.toString().contains("\"trap\"")));
    }
  }

  @Test
  void whatLeadsNowhereIsABrokenLinkWithItsReferrer() throws Exception {
    var routes =
        new Routes()
            .on("/self", Reply.redirect(FOUND, "/self"))
            .on("/one", Reply.redirect(FOUND, "/two"))
            .on("/two", Reply.redirect(FOUND, "/three"))
            .on("/three", Reply.redirect(FOUND, "/one"))
            .on("/none", Reply.status("301 Moved Permanently"))
            .on("/mail", Reply.redirect(FOUND, "mailto:a@b.example"))
            .on("/21", Reply.page());
    for (var i = 0; i < 21; i++) {
      routes.on("/" + i, Reply.redirect(FOUND, "/" + (i + 1)));
    }
    routes.on("/", Reply.page("/self", "/one", "/none", "/mail", "/0"));
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "s.example")
              .run("crawl", "--fail-if", "broken != 5", site.url("s.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      var causes = new LinkedHashMap<String, String>();
      for (var path : new String[] {"/self", "/three", "/none", "/mail", "/20"}) {
        causes.put(path, outcome.error(site.url("s.example", path)));
      }
      var loop = "redirect_loop";
      var bad = "bad_redirect";
      assertEquals(
          Map.of(
              "/self",
              loop,
              "/three",
              loop,
              "/none",
              bad,
              "/mail",
              bad,
              "/20",
              "too_many_redirects"),
          causes,
          outcome::toString);
      var none = outcome.record(site.url("s.example", "/none"));
      assertEquals(site.url("s.example", "/"), none.path("referrer").asText());
    }
  }

  @Test
  void twentyHopsComeToThePage() throws Exception {
    var routes = new Routes().on("/20", Reply.page());
    for (var i = 0; i < 20; i++) {
      var host = (i + 1) % 2 == 0 ? "a.s.example" : "b.s.example";
      var next = "/" + (i + 1);
      routes.on("/" + i, request -> Reply.redirect(FOUND, request.url(host, next)));
    }
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "a.s.example", "b.s.example")
              .run("crawl", "--scope", "domain", site.url("a.s.example", "/0"));
      assertEquals(200, outcome.status(site.url("a.s.example", "/20")), outcome::toString);
    }
  }

  @Test
  void aLoginThatLeadsBackThroughAnotherHostComesToThePage() throws Exception {
    var routes =
        new Routes()
            .on("www.s.example/", Reply.page("/private", "/wall"))
            .on(
                "www.s.example/private",
                request ->
                    request.hasCookie("ticket=1")
                        ? Reply.page("/inside")
                        : Reply.redirect(FOUND, request.url("login.s.example", "/?to=private")))
            .on(
                "login.s.example/?to=private",
                request ->
                    Reply.redirect(FOUND, request.url("www.s.example", "/private"))
                        .with("Set-Cookie: ticket=1; Domain=s.example; Path=/"))
            .on(
                "www.s.example/wall",
                request ->
                    request.hasCookie("seen=1")
                        ? Reply.page("/behind")
                        : Reply.redirect(FOUND, "/wall").with("Set-Cookie: seen=1"))
            .on("www.s.example/inside", Reply.page())
            .on("www.s.example/behind", Reply.page());
    try (var site = Site.plain(routes)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "www.s.example", "login.s.example")
              .run("crawl", "--scope", "domain", site.url("www.s.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("www.s.example", "/inside")), outcome::toString);
      assertEquals(200, outcome.status(site.url("www.s.example", "/behind")), outcome::toString);
    }
  }

  @Test
  void theScopeFollowsASeedToHttpsAndToItsWwwHost() throws Exception {
    var authority = new Authority(directory, "authority");
    var pages =
        new Routes()
            .on("s.example/", request -> Reply.redirect("301 x", request.url("www.s.example", "/")))
            .on("www.s.example/", Reply.page("/a"))
            .on("www.s.example/a", Reply.page());
    try (var site = Site.secure(authority.server("s.example", "www.s.example"), pages);
        var plain =
            Site.plain(request ->
                request.target().equals("/")
                    ? Reply.redirect("308 x", site.url("s.example", "/"))
                    : null)) {
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(plain, "s.example")
              .names(site, "s.example", "www.s.example")
              .run("crawl", plain.url("s.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("www.s.example", "/a")), outcome::toString);
    }
  }

  @Test
  void aSeedThatEndsElsewhereIsNamedAndIsNotDone() throws Exception {
    var routes =
        new Routes()
            .on("s.example/", request -> Reply.redirect("301 x", request.url("t.example", "/")))
            .on("t.example/", Reply.page("/a"));
    try (var site = Site.plain(routes)) {
      var seed = site.url("s.example", "/");
      var outcome =
          new Spinneret(directory).names(site, "s.example", "t.example").run("crawl", seed);
      assertEquals(5, outcome.code(), outcome::toString);
      assertTrue(outcome.err().contains(seed), outcome::toString);
      assertTrue(outcome.err().contains(site.url("t.example", "/")), outcome::toString);
      assertNotEquals("t.example", site.requests().getLast().host());
    }
  }
}
