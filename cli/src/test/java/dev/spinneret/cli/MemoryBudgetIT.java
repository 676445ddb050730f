package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Hostile sites against a process with a heap of 64 MB: every URL gets its verdict.
@Timeout(180)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class MemoryBudgetIT {
  private static final int HOSTS = 30;
  private static final byte[] RULES = rules();

  /// The heap and 60 MB beside it; 10 MB more for other machines, with more processors.
  private static final double MAX_MEGABYTES = (64 + 60 + 10) * 1.048576;

  @TempDir Path directory;
  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::acceptAll);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> answer(socket));
      } catch (IOException _) {
        return; // the test is over
      }
    }
  }

  /// The largest robots.txt that is read, each rule with a star.
  private static byte[] rules() {
    var text = new StringBuilder("User-agent: *\n");
    for (int i = 0; text.length() < 499_000; i++) {
      text.append("Allow:/*z").append(Integer.toString(i, 36)).append('\n');
    }
    return text.toString().getBytes(US_ASCII);
  }

  private static void answer(Socket socket) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      var path = in.readLine().split(" ", -1)[1];
      boolean hostile = false;
      for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        hostile |= line.toLowerCase(Locale.ROOT).startsWith("host: h");
      }
      answer(path, hostile, socket.getOutputStream());
    } catch (IOException | NullPointerException _) {
      // The client wants no more.
    }
  }

  private static void answer(String path, boolean hostile, OutputStream out) throws IOException {
    if (path.equals("/robots.txt")) {
      send(out, hostile ? 200 : 404, "text/plain", hostile ? RULES : new byte[0]);
    } else if (path.startsWith("/links") && path.indexOf('/', 1) < 0) {
      var html = new StringBuilder("<base href=" + path + "/" + "x".repeat(1_900) + "/>");
      for (int i = 0; i < 30_000; i++) {
        html.append("<a href=").append(i).append('>');
      }
      send(out, 200, "text/html", html.toString().getBytes(UTF_8));
    } else if (path.startsWith("/body")) {
      send(out, 200, "application/octet-stream", new byte[15 << 20]);
    } else {
      send(out, 200, "text/plain", path.getBytes(UTF_8));
    }
  }

  private static void send(OutputStream out, int status, String type, byte[] body)
      throws IOException {
    var head =
        "HTTP/1.1 %d OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, type, body.length);
    out.write(head.getBytes(US_ASCII));
    out.write(body);
    out.flush();
  }

  /// The records of a crawl of some URLs.
  private List<JsonNode> crawl(List<String> urls, String... flags) throws Exception {
    var seeds = directory.resolve("seeds");
    Files.write(seeds, urls);
    var output = directory.resolve("out.jsonl");
    var summary = directory.resolve("summary.json");
    var words =
        new ArrayList<>(List.of("crawl", "--trust-seeds", "--seeds", seeds.toString(), "-q"));
    words.addAll(List.of("-o", output.toString(), "--summary-json", summary.toString()));
    words.addAll(List.of(flags));
    var run =
        new Program(directory)
            .run(Map.of("SPINNERET_OPTS", "-Xmx64m"), words.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertFalse(run.err().contains("emory"), run.err());
    var json = new ObjectMapper();
    var records = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(output)) {
      records.add(json.readTree(line));
    }
    double peakMegabytes = json.readTree(summary.toFile()).get("peak_rss_mb").asDouble();
    assertTrue(peakMegabytes < MAX_MEGABYTES, peakMegabytes + " MB resident");
    return records;
  }

  private String url(String host, String path) {
    return "http://%s:%d%s".formatted(host, server.getLocalPort(), path);
  }

  @Test
  void theRulesOfManyHostsDoNotFillTheHeap() throws Exception {
    var urls = new ArrayList<String>();
    var flags = new ArrayList<String>();
    for (int i = 0; i < HOSTS; i++) {
      var host = "h" + i + ".test";
      flags.add("--resolve");
      flags.add("%s:%d:127.0.0.1".formatted(host, server.getLocalPort()));
      for (int page = 0; page < 2; page++) {
        urls.add(url(host, "/page" + page));
      }
    }
    var records = crawl(urls, flags.toArray(String[]::new));
    assertEquals(urls.size(), records.size());
    records.forEach(record -> assertEquals(200, record.get("status").asInt()));
  }

  @Test
  void theLinksOfManyPagesDoNotFillTheHeap() throws Exception {
    var urls = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      urls.add(url("127.0.0.1", "/links" + i));
    }
    var records = crawl(urls, "--max-depth", "1");
    assertTrue(records.size() > 5_000, records.size() + " records");
    long cutCount = records.stream().filter(record -> record.has("links_truncated")).count();
    assertEquals(urls.size(), cutCount);
  }

  @Test
  void largeBodiesDoNotFillTheHeap() throws Exception {
    var urls = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      urls.add(url("127.0.0.1", "/body" + i));
    }
    var records = crawl(urls);
    assertEquals(urls.size(), records.size());
    for (var record : records) {
      assertEquals(200, record.get("status").asInt());
      assertTrue(record.get("truncated").asBoolean(), "a body of its share at the most");
    }
  }
}
