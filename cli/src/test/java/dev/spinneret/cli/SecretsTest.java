package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret that was given in any way is in no file that the program writes, and on no stream.
@Timeout(120)
class SecretsTest {
  /// The password, the token, the value: it stands in every way in which a secret can be given.
  private static final String SECRET = "hu5h-Pw";

  private static final List<String> FORMS =
      List.of(
          SECRET,
          Base64.getEncoder().encodeToString(("alice:" + SECRET).getBytes(UTF_8)),
          Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8)));

  @TempDir Path directory;

  /// `H` stands for the authority of a server, `%20` for a blank within a word.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://alice:hu5h-Pw@H/",
        "http:alice:hu5h-Pw@H/",
        "http:\\\\alice:hu5h-Pw@H",
        "http:/alice:hu5h-Pw@H",
        "HTTP:///alice:hu5h-Pw@H/",
        "ht\ttp://alice:hu5h\n-Pw@H/",
        "http://:hu5h-Pw@H/",
        "http://H/ --user alice:hu5h-Pw",
        "http://H/ --user=alice:hu5h-Pw",
        "http://H/ --bearer hu5h-Pw",
        "http://H/ --header Authorization:%20Custom%20hu5h-Pw",
        "http://H/ --header X-Api-Key:hu5h-Pw --header-everywhere",
        "http://H/ --header Cookie:a=hu5h-Pw",
        "http://H/ --header @FIELDS",
        "http://H/ --user @PAIR",
        "http://H/ --config CONFIG",
        "http://H/ --proxy http://alice:hu5h-Pw@H",
        "http://H/ --proxy alice:hu5h-Pw@127.0.0.1:1",
        "--seeds SEEDS --trust-seeds",
        "--seeds SEEDS",
        "--sitemap http:alice:hu5h-Pw@H/map",
      })
  void nothingThatACrawlWritesHoldsASecret(String flags) throws Exception {
    var seen = new ArrayList<String>();
    try (var server = new FieldServer(seen, site())) {
      file("SEEDS", "http:alice:hu5h-Pw@H/\n".replace("H/", server.authority() + "/"));
      file("FIELDS", "X-Api-Key: hu5h-Pw\n");
      file("PAIR", "alice:hu5h-Pw");
      file("CONFIG", "user = alice:hu5h-Pw\n");
      var words = new ArrayList<>(List.of("crawl"));
      for (var word : flags.split(" ", -1)) {
        words.add(
            word.replace("%20", " ")
                .replaceFirst("(?<=[@/]|^)H(?=/|$)", server.authority())
                .replaceFirst("(SEEDS|FIELDS|PAIR|CONFIG)$", directory + "/given-$1"));
      }
      words.addAll(List.of("--links", "--hash", "--skipped", "--log-level", "debug"));
      words.addAll(List.of("--auth", "basic")); // else it would wait for a challenge
      for (var name : List.of("a.jsonl", "a.csv", "a.warc.gz")) {
        words.addAll(List.of("-o", path(name)));
      }
      words.addAll(List.of("--state", path("a.db"), "--summary-json", path("a.json")));
      assertTrue(run("crawl", words) != ExitCode.USAGE);
      words.addAll(List.of("--max-depth", "3")); // the state belongs to another command line
      assertEquals(ExitCode.USAGE, runHere("again", words));
    }
    assertNoSecret();
  }

  @Test
  void theCommandThatGoesOnAndAStateThatWasKilledHoldNoSecret() throws Exception {
    var options = SiteOptions.DEFAULT.withPages(2_000).withLatency(Latency.parse("20ms"));
    try (var site = SiteThread.start(options)) {
      var seed = site.site().url().replace("//", "alice:hu5h-Pw@");
      var words =
          List.of(
              "crawl",
              seed,
              "--per-host",
              "2",
              "--state",
              path("a.db"),
              "-o",
              path("a.jsonl"),
              "--header",
              "X-Api-Key: hu5h-Pw",
              "--header",
              "Accept-Language: de");
      var process = start("killed", words);
      awaitRecords(process);
      assertTrue(Files.exists(Path.of(path("a.db-wal"))));
      process.destroyForcibly().waitFor();
      assertNoSecret();

      var size = Files.size(Path.of(path("a.jsonl")));
      process = start("stopped", words);
      while (Files.size(Path.of(path("a.jsonl"))) <= size) {
        assertTrue(process.isAlive());
        Thread.onSpinWait();
      }
      process.toHandle().destroy();
      assertEquals(ExitCode.TERMINATED, process.waitFor());
      var said = Files.readString(directory.resolve("stopped.err"));
      assertTrue(said.contains("with your secrets in place of ***"), said);
      assertTrue(said.contains("http://***@127.0.0.1"), said);
      assertTrue(said.contains("'X-Api-Key: ***' --header 'Accept-Language: de'"), said);
    }
    assertNoSecret();
  }

  /// In place of picocli's messages and our own.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "crawl --usr=alice:hu5h-Pw",
        "crawl -ualice:hu5h-Pw",
        "crawl --bearr=hu5h-Pw http://h/",
        "crawl --user --bearer=hu5h-Pw",
        "crawl --max-depth http://alice:hu5h-Pw@h/",
        "crawl alice:hu5h-Pw@h/x",
        "crawl ftp://alice:hu5h-Pw@h/",
        "crawl http:alice:hu5h-Pw@h:port/",
        "crawl http://h/ --user @/alice:hu5h-Pw",
        "crawl http://h/ --user a:hu5h-Pw --bearer hu5h-Pw",
        "crawl http://h/ --user a:hu5h-Pw\n",
        "crawl http://h/ --bearer hu5h-Pw%20x",
        "crawl http://h/ --header X-Key:hu5h-Pw\n",
        "crawl http://h/ --header hu5h-Pw",
        "crawl http://h/ --header Proxy-Authorization:hu5h-Pw",
        "crawl http://h/ --proxy ftp://a:hu5h-Pw@h",
        "crawl http://h/ --proxy http://a:hu5h-Pw%@h:x",
        "crawl http://h/ --proxy http://a:hu5h-Pw@h:99999",
        "crawl http://h/ --sitemap gopher://a:hu5h-Pw@h",
        "crawl http://h/ --header Authorization%20hu5h-Pw:x",
        "crawl --config CONFIG",
        "crawl --config PAIR",
        "crawl --config COLON",
        "fetch http:a:hu5h-Pw@h:x/",
        "explain http://a:hu5h-Pw@h/ --state /nonexistent",
        "robots http:a:hu5h-Pw@h/ /x",
        "robots /dev/null ftp://a:hu5h-Pw@h/",
        "sitemap http:a:hu5h-Pw@h/",
        "sitemap /dev/null --url ftp://a:hu5h-Pw@h/",
        "links http:a:hu5h-Pw@h/",
        "links /dev/null --url ftp://a:hu5h-Pw@h/",
        "url //a:hu5h-Pw@h",
        "bench http://a:hu5h-Pw@h/",
        "http://a:hu5h-Pw@h/",
        "serve http://a:hu5h-Pw@h/",
      })
  void aRefusalHoldsNoSecret(String line) throws IOException {
    file("CONFIG", "user alice:hu5h-Pw\n");
    file("COLON", "bearer: hu5h-Pw\n");
    file("PAIR", "hu5h-Pw\n");
    var err = new StringWriter();
    var words = new ArrayList<String>();
    for (var word : line.split(" ", -1)) {
      words.add(
          word.replace("%20", " ").replaceFirst("^(CONFIG|COLON|PAIR)$", directory + "/given-$1"));
    }
    var code = Main.run(new PrintWriter(err, true), words.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, code, err::toString);
    assertFalse(err.toString().isEmpty());
    assertFalse(err.toString().contains(SECRET), err::toString);
  }

  @Test
  void proxyVariablesAreNotShown() throws Exception {
    for (var value :
        List.of("http://a:hu5h-Pw@127.0.0.1:1", "ftp://a:hu5h-Pw@h", "a:hu5h-Pw@h:x")) {
      var builder = Program.builder("crawl", "http://spinneret.invalid/", "--attempts", "1");
      builder.environment().put("http_proxy", value);
      assertTrue(finish(start("proxy", builder)) != 0);
    }
    assertNoSecret();
  }

  private static Map<String, String> site() {
    var page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n";
    return Map.of(
        "/",
        page + "Set-Cookie: visit=1\r\n\r\n<a href=/next>n</a><a href='http://o.example/'>o",
        "/next",
        "HTTP/1.0 302 Found\r\nLocation: /end\r\n\r\n",
        "/end",
        page + "\r\n",
        "/map",
        "HTTP/1.0 200 OK\r\n\r\n<urlset><url><loc>/end</loc></url></urlset>");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(directory.resolve("given-" + name), text);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private int runHere(String name, List<String> words) throws IOException {
    try (var err = new PrintWriter(path(name + ".err"), UTF_8)) {
      return Main.run(err, words.toArray(String[]::new));
    }
  }

  private int run(String name, List<String> words) throws Exception {
    return finish(start(name, words));
  }

  private Process start(String name, List<String> words) throws IOException {
    return start(name, Program.builder(words.toArray(String[]::new)));
  }

  private Process start(String name, ProcessBuilder builder) throws IOException {
    return builder
        .redirectOutput(directory.resolve(name + ".out").toFile())
        .redirectError(directory.resolve(name + ".err").toFile())
        .start();
  }

  private static int finish(Process process) throws InterruptedException {
    return process.waitFor();
  }

  private void awaitRecords(Process process) throws IOException {
    var file = Path.of(path("a.jsonl"));
    while (!Files.exists(file) || Files.size(file) < 1_000) {
      assertTrue(process.isAlive());
      Thread.onSpinWait();
    }
  }

  /// Everything that was written, what is packed also unpacked.
  private void assertNoSecret() throws IOException {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        if (!file.getFileName().toString().startsWith("given-")) {
          var text = Files.readString(file, ISO_8859_1);
          if (file.toString().endsWith(".gz") && !text.isEmpty()) {
            try (var in = new GZIPInputStream(Files.newInputStream(file))) {
              text = new String(in.readAllBytes(), ISO_8859_1);
            }
          }
          for (var form : FORMS) {
            assertFalse(text.contains(form), file + " holds " + form + ":\n" + text);
          }
        }
      }
    }
  }
}
