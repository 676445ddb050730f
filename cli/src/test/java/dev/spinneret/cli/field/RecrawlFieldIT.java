package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Crawls that are repeated a week later.
class RecrawlFieldIT {
  private static final String HOST = "site.example";
  private static final String DATE = "Mon, 30 Nov 2026 09:05:38 GMT";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  /// The site in its first week and in its second.
  private static Reply reply(Request request, boolean isLater) {
    return switch (request.target()) {
      case "/" ->
          versioned(request, "W/\"home\"", Reply.page("/dated", "/edited", "/removed", "/plain"));
      case "/dated" ->
          request.field("If-Modified-Since").equals(DATE)
              ? notModified()
              : Reply.page("/moved", "/strange").with("Last-Modified: " + DATE);
      case "/edited" ->
          isLater
              ? versioned(request, "\"2\"", Reply.page("/added"))
              : versioned(request, "\"1\"", Reply.page("/dropped"));
      case "/removed" -> isLater ? null : Reply.page();
      case "/plain" -> Reply.html("the same every week").without("ETag");
      case "/moved" -> isLater ? Reply.redirect("301 Moved Permanently", "/here") : Reply.page();
      case "/here", "/added", "/dropped" -> Reply.html(request.target());
      // Takes the condition for that of a change; see nodejs/release-cloudflare-worker #321.
      case "/strange" ->
          request.field("If-None-Match").isEmpty()
              ? Reply.html("strange").with("ETag: strange")
              : Reply.status("412 Precondition Failed");
      default -> null;
    };
  }

  private static Reply versioned(Request request, String etag, Reply reply) {
    return request.field("If-None-Match").equals(etag)
        ? notModified().with("ETag: " + etag)
        : reply.with("ETag: " + etag);
  }

  private static Reply notModified() {
    return Reply.status("304 Not Modified").body(new byte[0]).withoutLength();
  }

  @Test
  void everyChangeOfASiteIsNamedInEveryFormat() throws Exception {
    var week = new AtomicInteger();
    try (var site = Site.plain(request -> reply(request, week.get() > 0))) {
      var program = new Spinneret(directory).names(site, HOST);
      var seed = site.url(HOST, "/");
      String[] line = {
        "crawl", "--recrawl", "--state", "s.state", "--links", "--hash", "-o", "0.jsonl", seed
      };
      var first = program.run(line);
      assertEquals(0, first.code(), first::toString);
      assertTrue(records("0.jsonl").values().stream().noneMatch(node -> node.has("change")));

      week.set(1);
      var again =
          program.run(
              "crawl",
              "--recrawl",
              "--state",
              "s.state",
              "--links",
              "--hash",
              "-o",
              "1.jsonl",
              "-o",
              "1.csv",
              "-o",
              "1.warc",
              seed);

      assertEquals(0, again.code(), again::toString);
      var records = records("1.jsonl");
      var changes = new TreeMap<String, String>();
      records.forEach((path, record) -> changes.put(path, record.path("change").asText()));
      assertEquals(
          Map.of(
              "/", "same",
              "/added", "new",
              "/dated", "same",
              "/dropped", "same",
              "/edited", "changed",
              "/here", "new",
              "/moved", "changed",
              "/plain", "same",
              "/removed", "gone",
              "/strange", "same"),
          changes);
      assertEquals(304, records.get("/dated").path("status").asInt());
      assertEquals(0, records.get("/dated").path("bytes").asInt());
      assertEquals(
          records("0.jsonl").get("/dated").path("digest"), records.get("/dated").path("digest"));
      assertTrue(records.get("/dated").path("sha256").isNull());
      assertTrue(records.get("/dropped").path("referrer").isNull());
      assertEquals(1, records.get("/edited").path("links").size());
      assertEquals(
          List.of("", "strange", ""),
          site.requests().stream()
              .filter(request -> request.target().equals("/strange"))
              .map(request -> request.field("If-None-Match"))
              .toList());
      assertEquals(200, records.get("/strange").path("status").asInt());

      var csv = Files.readString(directory.resolve("1.csv"));
      assertTrue(csv.lines().findFirst().orElseThrow().contains(",change,"), csv);
      assertTrue(csv.contains(",gone,"), csv);

      var warc = Files.readString(directory.resolve("1.warc"));
      assertEquals(2, count(warc, "revisit/server-not-modified"), warc);
      assertEquals(
          2, count(warc, "WARC-Refers-To-Target-URI: " + seed), "of / and /dated: " + warc);
      var started = records("0.jsonl").get("/dated").path("started").asText();
      assertTrue(warc.contains("WARC-Refers-To-Date: " + started.substring(0, 20)), warc);

      var reader = new Spinneret(directory);
      var diff = reader.run("diff", "0.jsonl", "1.jsonl");
      assertFalse(diff.out().contains("/dated"), diff::toString);
      assertTrue(diff.out().contains("/removed"), diff::toString);
      var dropped = reader.run("explain", site.url(HOST, "/dropped"), "--state", "s.state");
      assertTrue(dropped.out().contains("by  nothing in this run; the last"), dropped::toString);
      var report = reader.run("report", "1.jsonl", "-o", "report.html");
      assertEquals(0, report.code(), report::toString);
    }
  }

  @Test
  void aFinishedCrawlSaysHowToRepeatIt() throws Exception {
    try (var site = Site.plain(request -> reply(request, false))) {
      var program = new Spinneret(directory).names(site, HOST);
      String[] line = {"crawl", "--state", "s.state", "-o", "0.jsonl", site.url(HOST, "/")};
      assertEquals(0, program.run(line).code());
      var before = Files.readString(directory.resolve("0.jsonl"));
      var again = program.run(line);
      assertEquals(0, again.code(), again::toString);
      assertTrue(
          again.err().contains("the crawl in s.state is finished; --recrawl requests"),
          again::toString);
      assertEquals(before, Files.readString(directory.resolve("0.jsonl")));
    }
  }

  @Test
  void aCrawlThatAHigherLimitGoesOnWithIsNotCalledFinished() throws Exception {
    try (var site = Site.plain(request -> reply(request, false))) {
      var program = new Spinneret(directory).names(site, HOST);
      String[] line = {"crawl", "--state", "s.state", site.url(HOST, "/"), "--max-pages", "1"};
      assertEquals(4, program.run(line).code());
      var same = program.run(line);
      assertTrue(same.err().contains("has had all the pages of --max-pages"), same::toString);
      line[line.length - 1] = "2";
      var more = program.run(line);
      assertFalse(more.err().contains("s.state "), more::toString);
      assertTrue(more.err().contains("\n1 page in this run in "), more::toString);
      assertTrue(more.err().contains("\n2 pages, "), more::toString);
      assertEquals(1, more.out().lines().count(), more::toString);
    }
  }

  /// As in internetarchive/heritrix3 #229.
  @Test
  void a304ThatWasNotAskedForIsAStatusLikeAnyOther() throws Exception {
    var week = new AtomicInteger();
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/" -> Reply.page("/a");
              case "/a" -> week.get() == 0 ? Reply.page("/b") : notModified();
              case "/b" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var program = new Spinneret(directory).names(site, HOST);
      String[] line = {
        "crawl",
        "--recrawl",
        "--state",
        "s.state",
        "-o",
        "x.jsonl",
        "-o",
        "x.warc",
        site.url(HOST, "/")
      };
      assertEquals(0, program.run(line).code());
      week.set(1);
      assertEquals(0, program.run(line).code());
      var records = records("x.jsonl");
      assertEquals("changed", records.get("/a").path("change").asText());
      assertTrue(records.get("/b").path("referrer").isNull());
      var warc = Files.readString(directory.resolve("x.warc"));
      assertEquals(0, count(warc, "server-not-modified"), warc);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aRecrawlThatIsKilledGoesOnWithTheSameCommand() throws Exception {
    var links = new String[300];
    for (int i = 0; i < links.length; i++) {
      links[i] = "/p" + i;
    }
    var week = new AtomicInteger();
    var count = new AtomicInteger();
    var killAt = new AtomicInteger(-1);
    Site.Handler handler =
        request -> {
          if (count.incrementAndGet() == killAt.get()) {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
          }
          if (request.target().equals("/")) {
            return versioned(request, "\"home\"", Reply.page(links));
          }
          if (!request.target().startsWith("/p")) {
            return null;
          }
          var isChanged = week.get() > 0 && request.target().endsWith("7");
          var etag = isChanged ? "\"new\"" : "\"old\"";
          return versioned(request, etag, Reply.html(request.target() + etag));
        };
    try (var site = Site.plain(handler)) {
      var program = new Spinneret(directory).names(site, HOST);
      String[] line = {
        "crawl",
        "--recrawl",
        "--state",
        "s.state",
        "-o",
        "x.jsonl",
        "--commit-interval",
        "20ms",
        "--per-host",
        "2",
        site.url(HOST, "/")
      };
      assertEquals(0, program.run(line).code());
      week.set(1);
      int kills = 0;
      var outcome = new Outcome(137, List.of(), "", "");
      for (int after : new int[] {40, 150, 80, Integer.MAX_VALUE}) {
        killAt.set(after == Integer.MAX_VALUE ? -1 : count.get() + after);
        outcome = program.run(line);
        kills += outcome.code() == 137 ? 1 : 0;
      }
      assertEquals(3, kills);
      assertEquals(0, outcome.code(), outcome::toString);
      var records = records("x.jsonl");
      assertEquals(301, records.size());
      assertEquals(301, Files.readAllLines(directory.resolve("x.jsonl")).size());
      records.forEach((path, record) ->
          assertEquals(
              path.endsWith("7") ? "changed" : "same", record.path("change").asText(), path));
    }
  }

  @Test
  void whatCannotBeMeantIsRefused() throws Exception {
    var program = new Spinneret(directory);
    for (var line :
        List.of(
            List.of("--recrawl needs --state", "crawl", "--recrawl", "http://a.example/"),
            List.of("--trust-lastmod needs --recrawl", "crawl", "--trust-lastmod", "a.example"),
            List.of(
                "--recrawl and --retry-failed cannot be combined",
                "crawl",
                "--recrawl",
                "--retry-failed",
                "--state",
                "s",
                "a.example"))) {
      var outcome = program.run(line.subList(1, line.size()).toArray(String[]::new));
      assertEquals(2, outcome.code(), outcome::toString);
      assertTrue(outcome.err().contains(line.getFirst()), outcome::toString);
    }
  }

  private Map<String, JsonNode> records(String file) throws IOException {
    var records = new TreeMap<String, JsonNode>();
    for (var line : new ArrayList<>(Files.readAllLines(directory.resolve(file)))) {
      var record = JSON.readTree(line);
      var url = record.path("url").asText();
      records.put(url.substring(url.indexOf('/', 8)), record);
    }
    return records;
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
