package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people give: seeds, patterns, budgets; and what they get when that leads to nothing.
class SeedFieldIT {
  private static final String HOST = "s.example";

  @TempDir Path directory;

  @Test
  void noSeedThatGaveAPageIsAnErrorThatNamesEach() throws Exception {
    var routes =
        new Routes()
            .on("/403", Reply.status("403 Forbidden"))
            .on("/500", Reply.status("500 Internal Server Error"))
            .on("/401", Reply.status("401 Unauthorized"))
            .on("/dead", Reply.status("302 Found"))
            .on("/to-404", Reply.redirect("302 Found", "/404"))
            .on("/good", Reply.page());
    try (var site = Site.plain(routes)) {
      var seeds =
          List.of("/403", "/500", "/401", "/dead", "/to-404").stream()
              .map(path -> site.url(HOST, path))
              .toList();
      Files.write(directory.resolve("bad"), seeds);
      var program = new Spinneret(directory).names(site, HOST);
      var none = program.run("crawl", "--attempts", "1", "--seeds", "bad");
      assertEquals(5, none.code(), none::toString);
      for (var seed : seeds) {
        assertTrue(none.err().contains(seed + ": "), seed + none);
      }
      var one = program.run("crawl", "--attempts", "1", "--seeds", "bad", site.url(HOST, "/good"));
      assertEquals(0, one.code(), one::toString);
      assertTrue(one.err().contains(seeds.getFirst()), one::toString);
    }
  }

  @Test
  void seedsAreReadHoweverTheyAreWritten() throws Exception {
    try (var site = Site.plain(request -> Reply.html(request.target()))) {
      var authority = HOST + ":" + site.port();
      Files.writeString(
          directory.resolve("utf-8"),
          "\ufeff" + authority + "/a\r\n\r\n# no\r\n " + authority + "/b");
      Files.write(
          directory.resolve("utf-16"),
          ("\ufeff" + site.url(HOST, "/ü") + "\n").getBytes(StandardCharsets.UTF_16LE));
      var outcome =
          new Spinneret(directory)
              .names(site, HOST)
              .run(
                  "crawl",
                  "--seeds",
                  "utf-8",
                  "--seeds",
                  "utf-16",
                  authority + "/c",
                  "HTTP://S.EXAMPLE:" + site.port() + "/%63#part");
      assertEquals(0, outcome.code(), outcome::toString);
      var asked = new TreeSet<>(site.asked());
      assertEquals(Set.of("/a", "/b", "/c", "/%C3%BC"), asked, outcome::toString);
      assertEquals(4, site.asked().size(), "each once");
      assertEquals(1, outcome.err().split("assuming http://", -1).length - 1, outcome::toString);
    }
  }

  @Test
  void theBudgetOfPagesIsExactHoweverManyAreInFlight() throws Exception {
    var links = IntStream.range(0, 300).mapToObj(i -> "/p" + i).toArray(String[]::new);
    Site.Handler handler =
        request -> {
          var target = request.target();
          if (target.equals("/")) {
            return Reply.page(links);
          }
          // Each third is a redirect, each seventh is missing.
          var number = Integer.parseInt("0" + target.replaceAll("\\D", ""));
          return !target.startsWith("/p") || number % 7 == 6
              ? null
              : number % 3 == 0
                  ? Reply.redirect("302 Found", "/page" + number)
                  : Reply.html(target);
        };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, HOST)
              .run(
                  "crawl",
                  "--max-pages",
                  "50",
                  "--concurrency",
                  "1000",
                  "--per-host",
                  "300",
                  site.url(HOST, "/"));
      assertEquals(4, outcome.code(), outcome::toString);
      var pages = outcome.records().stream().filter(r -> r.path("status").asInt() == 200).count();
      assertEquals(50, pages, outcome::toString);
    }
  }

  @Test
  void patternsMeanTheSameInEverySpelling() throws Exception {
    var routes =
        new Routes()
            .on("/%70rivate/1", Reply.page())
            .on("/private/2", Reply.page())
            .on("/%C3%BC/3", Reply.page())
            .on("/list?page=4", Reply.page())
            .on("/list", Reply.page());
    routes.on("/", Reply.page(routes.targets()));
    try (var site = Site.plain(routes)) {
      var program = new Spinneret(directory).names(site, HOST);
      var outcome =
          program.run(
              "crawl",
              "--exclude",
              "/priv%61te/*",
              "--exclude",
              "/ü/*",
              "--exclude",
              "*[?]page=*",
              site.url(HOST, "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(Set.of("/", "/list"), Set.copyOf(site.asked()), outcome::toString);

      var prefix = program.run("crawl", "--scope", "prefix", site.url(HOST, "/private/2"));
      assertEquals(0, prefix.code(), prefix::toString);
      for (var useless : List.of("docs/*", "", "/a#b", "re:(")) {
        var refused = program.run("crawl", "--exclude", useless, site.url(HOST, "/"));
        assertEquals(2, refused.code(), refused::toString);
        assertTrue(refused.err().contains("--exclude: pattern " + useless), refused::toString);
      }
      var all = program.run("crawl", "--exclude", "/*", site.url(HOST, "/"));
      assertEquals(5, all.code(), all::toString);
      assertTrue(all.err().contains("rule 1: exclude /*"), all::toString);
    }
  }
}
