package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrawlerTest {
  private static final int MAX_LINES = 40;

  @Test
  void everyPageIsFetchedOnceByWorkersAtOnce() throws IOException {
    var options = SiteOptions.DEFAULT.withPages(200).withLatency(Latency.parse("20ms"));
    try (var server = SiteThread.start(options)) {
      var site = server.site();
      var root = URI.create("http://localhost:" + site.address().getPort() + "/");
      var found = EventLoop.run(() -> Crawler.crawl(root, 10));
      var stats = site.stats();
      for (var path : Fetches.paths(site.web())) {
        assertEquals("200 OK", found.get(root.resolve(path).toString()), path);
      }
      assertEquals(found.size(), stats.requests());
      assertEquals(stats.distinct(), stats.requests());
      assertTrue(stats.maxInFlight() > 1 && stats.maxInFlight() <= 10, stats.toString());
    }
  }

  @Test
  void redirectsAreFollowedAndFailuresEndNothing() {
    EventLoop.run(() -> {
      var answers =
          Map.of(
              "/", "200 OK\r\n\r\n<a href=\"/moved\"><a href=\"/gone#x\"><a href=\"http://else/\">",
              "/moved", "301 Moved\r\nLocation: /?a=1\r\n\r\n",
              "/gone", "",
              "/?a=1", "200 OK\r\n\r\n<a href=\"bad url\"><a href=\"/\">");
      var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      try (var server =
          Streams.startServer(
              (in, out) -> {
                var path = new String(in.readLine()).split(" ")[1];
                var answer = answers.getOrDefault(path, "");
                out.write(answer.isEmpty() ? "" : "HTTP/1.0 " + answer);
              },
              at)) {
        var root = "http://127.0.0.1:" + server.address().getPort();
        var found = new TreeMap<String, String>();
        Crawler.crawl(URI.create(root + "/"), 3)
            .forEach((url, end) -> found.put(url.substring(root.length()), end));
        assertEquals("200 OK", found.get("/"));
        assertEquals("301 Moved", found.get("/moved"));
        assertTrue(found.get("/?a=1").contains("bad url"), found.toString());
        assertEquals(4, found.size(), found.toString());
      }
      return true;
    });
  }

  /// What it takes to crawl: neither imports, nor comments, nor the program around it.
  @Test
  void itHasFortyLines() throws IOException {
    var source =
        Files.readString(Path.of("src/main/java/dev/spinneret/samples/ladder/Crawler.java"));
    var crawl = source.substring(source.indexOf("  static Map<String, String> crawl("));
    long lines =
        crawl
            .lines()
            .map(String::strip)
            .filter(line -> line.length() > 1 && !line.startsWith("//"))
            .count();
    assertTrue(lines <= MAX_LINES, lines + " lines");
  }
}
