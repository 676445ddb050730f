package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.FieldServer;
import dev.spinneret.cli.Schemas;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.record.Compression;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.verify.VerifyCommand;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

@Timeout(60)
class CrawlCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void theCommandAsTypedIsKnown() {
    var words = List.of("crawl", "http://h/", "-q");
    assertEquals(
        List.of("spinneret", "crawl", "http://h/", "-q"), CrawlCommand.command(Typed.of(words)));
  }

  @Test
  void allOutputsAgreeRecordByRecord() throws IOException {
    var jsonl = directory.resolve("a.jsonl");
    var csv = directory.resolve("a.csv");
    var warc = directory.resolve("a.warc.gz");
    assertEquals(
        0,
        run(
            "crawl",
            "--sample",
            "--quiet",
            "--links",
            "--hash",
            "-o",
            jsonl,
            "-o",
            csv,
            "-o",
            warc));
    var records = records(jsonl);
    assertTrue(records.size() >= 300, records.size() + " records");
    assertEquals(records.size(), urls(records).size(), "each URL once");
    records.forEach(record -> Schemas.assertValid("record", record));
    var rows = Files.readAllLines(csv);
    var columns = List.of(rows.getFirst().split(",", -1));
    assertEquals(List.of("url", "status", "error"), columns.subList(0, 3));
    assertEquals(records.size(), rows.size() - 1);
    for (var i = 0; i < records.size(); i++) {
      var record = records.get(i);
      var row = rows.get(i + 1).split(",", -1);
      int more = row.length - columns.size(); // commas in link_details
      assertEquals(record.get("url").asText(), row[0]);
      assertEquals(record.get("status").asText(), row[1]);
      assertEquals(record.get("digest").asText(), row[more + columns.indexOf("digest")]);
      assertEquals(record.get("sha256").asText(), row[more + columns.indexOf("sha256")]);
    }
    assertEquals(statuses(records), warcStatuses(warc));
  }

  @Test
  void theHelpTellsTheLevelsThatAreAllowed() {
    var help = String.join(" ", OutputFlags.WARC_LEVEL_HELP);
    for (var compression : List.of(Compression.GZIP, Compression.ZSTD)) {
      assertTrue(
          help.contains(
              "1 to %d for .warc%s (default: %d)"
                  .formatted(
                      compression.highestLevel(),
                      compression == Compression.GZIP ? ".gz" : ".zst",
                      compression.usualLevel())),
          help);
    }
  }

  private static TreeMap<String, Integer> statuses(List<JsonNode> records) {
    var statuses = new TreeMap<String, Integer>();
    records.forEach(
        record -> statuses.put(record.get("url").asText(), record.get("status").asInt()));
    return statuses;
  }

  private static TreeMap<String, Integer> warcStatuses(Path warc) throws IOException {
    var statuses = new TreeMap<String, Integer>();
    var bodies = new HashSet<String>();
    var requests = 0;
    try (var reader = new WarcReader(warc)) {
      reader.calculateBlockDigest();
      for (var record : reader) {
        if (record instanceof WarcResponse response) {
          statuses.put(response.target(), response.http().status());
          var payload = response.payload().orElseThrow();
          assertEquals(payload.body().size(), payload.body().stream().readAllBytes().length);
          if (payload.body().size() > 0) {
            assertTrue(bodies.add(response.payloadDigest().orElseThrow().base32()));
          }
        } else if (record instanceof WarcRevisit revisit) {
          statuses.put(revisit.target(), revisit.http().status());
          assertTrue(bodies.contains(revisit.payloadDigest().orElseThrow().base32()));
          assertTrue(revisit.refersToTargetURI().isPresent());
        } else if (record instanceof WarcRequest request) {
          assertEquals("GET", request.http().method());
          requests++;
        }
      }
    }
    assertEquals(statuses.size(), requests);
    return statuses;
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "threads", "vthreads"})
  void everyEngineDoesTheSameWork(String engine) throws IOException {
    var options =
        SiteOptions.DEFAULT
            .withPages(60)
            .withHazards(h -> h.withRedirectShare(0.1).withErrorShare(0.1));
    try (var site = SiteThread.start(options)) {
      var reference = directory.resolve("reference.jsonl");
      var other = directory.resolve("other.jsonl");
      var url = site.site().url();
      assertEquals(0, run("crawl", url, "--links", "-q", "--attempts", 1, "-o", reference));
      assertEquals(
          0, run("crawl", url, "--links", "-q", "--attempts", 1, "--engine", engine, "-o", other));
      assertTrue(records(reference).size() >= 60);
      assertEquals(urls(records(reference)), urls(records(other)));
      var verify = new VerifyCommand(Typed.of("verify", reference.toString(), other.toString()));
      assertEquals(ExitCode.DONE, verify.run());
    }
  }

  @Test
  void bothParsersFindTheSameLinks() throws IOException {
    var scanned = directory.resolve("scanner.jsonl");
    var parsed = directory.resolve("jsoup.jsonl");
    var summary = directory.resolve("summary.json");
    try (var site = SiteThread.start(SiteOptions.DEFAULT.withPages(60))) {
      var url = site.site().url();
      assertEquals(
          0,
          run(
              "crawl",
              url,
              "-q",
              "--links",
              "--check-parser",
              1,
              "-o",
              scanned,
              "--summary-json",
              summary));
      assertEquals(1.0, JSON.readTree(summary.toFile()).get("parsed_without_tree").asDouble());
      assertEquals(
          0,
          run(
              "crawl",
              url,
              "-q",
              "--links",
              "--parser",
              "jsoup",
              "-o",
              parsed,
              "--summary-json",
              summary));
      assertEquals(0.0, JSON.readTree(summary.toFile()).get("parsed_without_tree").asDouble());
    }
    assertEquals(links(parsed), links(scanned));
    assertEquals(60, links(scanned).size());
    assertEquals(
        2, run("crawl", "--sample", "--parser", "jsoup", "--check-parser", 0.5, "-o", parsed));
  }

  private static Map<String, JsonNode> links(Path file) throws IOException {
    var links = new TreeMap<String, JsonNode>();
    for (var record : records(file)) {
      links.put(record.get("url").asText(), record.get("link_details"));
    }
    return links;
  }

  @Test
  void theSummaryHasItsNames() throws IOException {
    var file = directory.resolve("summary.json");
    var records = directory.resolve("a.jsonl");
    assertEquals(0, run("crawl", "--sample", "-q", "-o", records, "--summary-json", file));
    var summary = JSON.readTree(file.toFile());
    Schemas.assertValid("summary", summary);
    for (var name :
        List.of(
            "pages",
            "bytes",
            "seconds",
            "pages_per_s",
            "cpu_us_per_page",
            "peak_rss_mb",
            "peak_in_flight",
            "verdicts",
            "ledger_balanced",
            "parsed_without_tree",
            "latency_ms",
            "limited_by")) {
      assertNotNull(summary.get(name), name);
    }
    assertEquals(records(records).size(), summary.get("pages").asInt());
    assertTrue(summary.get("ledger_balanced").asBoolean());
    assertTrue(summary.get("cpu_us_per_page").asDouble() > 0);
    assertTrue(summary.get("latency_ms").get("p99").asDouble() > 0);
    assertEquals("done", summary.get("ended_by").asText());
  }

  @Test
  void skippedUrlsAreToldWithTheirReason() throws IOException {
    var file = directory.resolve("a.jsonl");
    assertEquals(0, run("crawl", "--sample", "-q", "--skipped", "-o", file));
    records(file).forEach(record -> Schemas.assertValid("record", record));
    var forbidden =
        records(file).stream().filter(r -> r.get("verdict").asText().equals("robots")).toList();
    assertFalse(forbidden.isEmpty());
    assertTrue(forbidden.getFirst().get("detail").asText().startsWith("robots.txt line "));
    assertTrue(forbidden.getFirst().get("status").isNull());
  }

  @Test
  void aConditionThatHoldsIsExitCode3() {
    assertEquals(
        3,
        run("crawl", "--sample", "-q", "-o", directory.resolve("a.jsonl"), "--fail-if", "pages>1"));
  }

  @Test
  void aLimitIsExitCode4() throws IOException {
    var file = directory.resolve("a.jsonl");
    assertEquals(4, run("crawl", "--sample", "-q", "-o", file, "--max-pages", 7));
    assertEquals(7, records(file).size());
  }

  @Test
  void anUnreachableHostIsExitCode5() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var url = "http://127.0.0.1:" + port + "/";
    var file = directory.resolve("a.jsonl");
    assertEquals(5, run("crawl", url, "-q", "--attempts", 1, "-o", file));
    assertEquals("connect_refused", records(file).getFirst().get("error").asText());
  }

  @Test
  void noPageFromAnySeedIsExitCode5() {
    var file = directory.resolve("a.jsonl");
    var page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page";
    var replies =
        Map.of(
            "/page", page,
            "/busy", "HTTP/1.0 500 Oops\r\n\r\n",
            "/away", "HTTP/1.0 302 Found\r\nLocation: http://other.test/\r\n\r\n",
            "/dead", "HTTP/1.0 302 Found\r\n\r\n");
    try (var server = new FieldServer(new ArrayList<>(), replies)) {
      for (var path : List.of("/none", "/busy", "/away", "/dead")) {
        assertEquals(5, run("crawl", server.url(path), "-q", "--attempts", 1, "-o", file), path);
      }
      assertEquals(5, run("crawl", "--sitemap", server.url("/none"), "-q", "-o", file));
      assertEquals(0, run("crawl", server.url("/none"), server.url("/page"), "-q", "-o", file));
      // Of several that hold, the first of 1, 130, 3, 5, 4 counts.
      assertEquals(3, run("crawl", server.url("/none"), "-q", "-o", file, "--fail-if", "broken>0"));
      assertEquals(5, run("crawl", server.url("/none"), "-q", "-o", file, "--max-pages", 1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '"',
      value = {
        "crawl # no URL",
        "crawl ftp://h/ # 'ftp://h/' is not an http or https URL",
        "crawl tel:555 # 'tel:555' is not an http or https URL",
        "crawl --sample http://h/ # cannot be combined",
        "crawl --sample -o a.xml # -o a.xml: the name must end in .jsonl, .json, .csv, .tsv, .txt",
        "crawl --sample --fields url,titel # 'titel' is none of url, status, error,",
        "crawl --sample --fields url,url # --fields: url appears twice",
        "crawl --sample --fields extract # --fields extract needs --extract NAME=CSS",
        "crawl --sample --fields headers # --fields headers needs --record-header NAME",
        "crawl --sample --format xml # 'xml' is none of jsonl, json, csv, tsv, urls",
        "crawl --sample --format csv -o a.jsonl # --format csv: the names of all outputs say",
        "crawl --sample --extract x=p[ # --extract: 'p[' is no CSS selector",
        "crawl --sample --extract x=p --extract x=a # --extract: 'x' is there twice",
        "crawl --sample --record-header é # --record-header: 'é' is no name of a header field",
        "links --facts # --facts, --extract and --text need --json",
        "crawl --sample -o -.gz # -o -.gz: the name must end in .jsonl",
        "crawl --sample -o a.warc --warc-level 1 # --warc-level needs an output that ends in",
        "crawl --sample -o a.jsonl.gz --warc-level 1 # --warc-level needs an output that ends in",
        "crawl --sample -o a.warc.gz --warc-level 10 # --warc-level 10: -o a.warc.gz takes 1 to 9",
        "crawl --sample -o a.warc.zst --warc-level 20 # --warc-level 20: -o a.warc.zst takes 1 to"
            + " 19",
        "crawl --sample -o a.warc.gz --warc-level 0 # --warc-level",
        "crawl --sample --attempts 2 --retries 1 # --attempts and --retries cannot be combined",
        "crawl --sample --metrics 70000 # --metrics '70000': a port up to 65535",
        "crawl --sample --metrics host: # --metrics 'host:': a port up to 65535",
        "crawl --sample --color red # 'red' is none of auto, always, never",
        "crawl --sample --rate 0/s # '0/s' is not a rate",
        "crawl --sample --limit-rate 0 # more than 0 is allowed",
        "crawl --sample -o a.csv -o a.csv # appears twice",
        "crawl --sample -o /nonexistent/a.csv # -o /nonexistent/a.csv: cannot be written",
        "crawl --sample --state a.db # --state and --sample cannot be combined",
        "crawl http://h/ --crawler a # --crawler needs --frontier URL",
        "crawl http://h/ --frontier postgresql://h/d # --frontier needs --crawler NAME",
        "crawl --frontier h/d --crawler a # no address of a PostgreSQL database",
        "crawl --frontier postgresql://h/d --crawler a/b # 'a/b' is no name of a crawler",
        "crawl --frontier postgresql://h/d --crawler a --lease 1s # at least 2s is allowed",
        "crawl --frontier postgresql://h/d --crawler a --state s # --frontier and --state cannot",
        "crawl --frontier postgresql://h/d --crawler a --sample # --frontier and --sample cannot",
        "crawl --frontier postgresql://h/d --crawler a --shard 1/2 # --frontier and --shard"
            + " cannot",
        "crawl --frontier postgresql://h/d --crawler a -o a.html # -o a.html: a report cannot be",
        "frontier status http://h/ # no address of a PostgreSQL database",
        "frontier # name one of status, stop, requeue, drop, export",
        "crawl --sample --retry-failed # --retry-failed needs --state FILE",
        "crawl --sample --traps maybe # 'maybe' is none of on, off",
        "crawl http://h/ --sitemaps robots --no-robots # --sitemaps robots needs robots.txt",
        "crawl --sample --io kqueue # 'kqueue' is none of auto, epoll, nio",
        "completion tcsh # 'tcsh' is none of bash, zsh, fish",
        "explain http://h/ --state /nonexistent # --state /nonexistent: is not a file",
        "crawl --sample --summary-json /nonexistent/a # --summary-json /nonexistent/a: cannot",
        "crawl --sample --concurrency 0 # --concurrency 0: at least 1 is allowed",
        "crawl --sample --max-depth -1 # --max-depth -1: at least 0 is allowed",
        "crawl --sample --timeout soon # 'soon' is not a duration",
        "crawl --sample --timeout 0 # --timeout 0",
        "crawl --sample --http 2 # '2' is none of auto, 1.0, 1.1",
        "crawl --sample --engine warp # 'warp' is none of loop, threads, vthreads",
        "crawl --sample --scope list # 'list' is none of host, domain, origin, prefix, any",
        "crawl --sample --threads 5 # needs --engine threads",
        "crawl --sample --loops 2 --engine threads # --loops 2 needs --engine loop",
        "crawl --sample --loops 0 # --loops 0: 1 to 256 are allowed, or auto",
        "crawl --sample --parsers -1 # --parsers -1: 0 to 256 are allowed, or auto",
        "crawl --sample --parsers many # 'many' is not a whole number, such as 10, nor auto",
        "crawl --sample --include re:( # --include: pattern",
        "crawl --sample --fail-if brokn>0 # the summary has no 'brokn'",
        "crawl --seeds /nonexistent # --seeds /nonexistent: it or its directory does not exist",
        "serve --latency often # 'often'",
        "serve --errors 2 # '2' is not a share",
        "serve --pages 0 # pages is 0",
      })
  void badInputIsAUsageErrorThatNamesIt(String line, String part) {
    var err = new StringWriter();
    var args = line.strip().split(" ");
    var code = Typed.run(new PrintWriter(err), args);
    assertEquals(ExitCode.USAGE, code, err.toString());
    assertTrue(err.toString().contains(part.strip()), err.toString());
    var lines = line.contains("--fail-if") ? 3 : 1;
    assertEquals(lines, err.toString().lines().count(), err.toString());
  }

  private static int run(Object... args) {
    var texts = new String[args.length];
    for (var i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    return Typed.run(texts);
  }

  private static List<JsonNode> records(Path file) throws IOException {
    var records = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(file)) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  private static HashSet<String> urls(List<JsonNode> records) {
    var urls = new HashSet<String>();
    records.forEach(record -> urls.add(record.get("url").asText()));
    return urls;
  }
}
