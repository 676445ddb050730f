package dev.spinneret.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.state.SqliteState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text from outside that would steer or mislead a terminal, on each way to one.
@Timeout(60)
class HostileTextTest {
  /// Clears the screen (C0, C1), turns the writing, ends the line, and hides letters.
  private static final String HOSTILE =
      "x\u001b[2Jy\u009b2Jz\u202ea\u2066b\u2028c\u200bd\udb40\udc41e\u0007f\u007fg";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crawl H",
        "crawl http://H/",
        "crawl --H",
        "crawl --scope H",
        "crawl http://h/ --max-depth H",
        "crawl http://h/ --include re:(H",
        "crawl http://h/ --fail-if pages>H",
        "crawl http://h/ -o H",
        "crawl http://h/ --seeds H",
        "crawl --seeds LIST",
        "crawl --config CONFIG",
        "crawl http://h/ --user-agent H",
        "crawl http://h/ --header H",
        "crawl http://h/ --header H:a",
        "crawl http://h/ --user @H",
        "crawl http://h/ --proxy http://H:x",
        "crawl http://h/ --resolve H",
        "crawl http://h/ --bind H",
        "crawl http://h/ --ca H",
        "crawl http://h/ --load-cookies COOKIES",
        "crawl http://h/ --state STATE",
        "explain http://h/ --state H",
        "sitemap XML",
        "sitemap H",
        "robots H",
        "robots /dev/null H",
        "links H",
        "links /dev/null --kind H",
        "verify H XML",
        "fetch H",
        "H",
        "help H",
        "completion H",
        "serve H",
      })
  void aRefusalIsHarmless(String line) throws IOException {
    Files.writeString(directory.resolve("LIST"), HOSTILE + "\n");
    Files.writeString(directory.resolve("CONFIG"), HOSTILE + " = 1\n");
    Files.writeString(directory.resolve("COOKIES"), "h\tFALSE\t/\tFALSE\t" + HOSTILE + "\ta\tb\n");
    Files.writeString(directory.resolve("XML"), "<urlset><" + HOSTILE + "></urlset>");
    var state = directory.resolve("STATE");
    SqliteState.open(state, Map.of("--scope", HOSTILE, HOSTILE, "1"), List.of()).close();
    var words = new ArrayList<String>();
    for (var word : line.split(" ", -1)) {
      words.add(
          word.replace("H", HOSTILE)
              .replaceFirst("^(LIST|CONFIG|COOKIES|XML|STATE)$", directory + "/$1"));
    }
    var err = new StringWriter();
    var code = Main.run(new PrintWriter(err, true), words.toArray(String[]::new));
    assertEquals(ExitCode.USAGE, code, err::toString);
    assertHarmless(err.toString());
  }

  @Test
  void whatAServerSaysIsHarmless() throws Exception {
    var octets = new String(HOSTILE.replace("\u0007", "").getBytes(UTF_8), ISO_8859_1);
    var page = "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    var replies =
        Map.of(
            "/",
                page
                    + "X-A: "
                    + octets
                    + "\r\n\r\n<title>"
                    + octets
                    + "</title><a href=/status></a><a href=/coded></a><a href='/x"
                    + octets
                    + "'></a>",
            "/status", "HTTP/1.1 " + octets + "\r\n\r\n",
            "/coded", page + "Content-Encoding: " + octets + "\r\n\r\nx",
            "/moved", "HTTP/1.0 302 Found\r\nLocation: http://[" + octets + "/\r\n\r\n",
            "/map", "HTTP/1.0 200 OK\r\n\r\n<urlset><" + octets,
            "/robots.txt", "HTTP/1.0 200 OK\r\n\r\nUser-agent: *\nSitemap: http://h/" + octets);
    try (var server = new FieldServer(new ArrayList<>(), replies)) {
      var state = directory.resolve("a.db").toString();
      var csv = directory.resolve("a.csv").toString();
      run("crawl", server.url("/"), "--log-level", "debug", "--state", state, "-o", csv);
      run("crawl", server.url("/moved"), "--log-level", "debug");
      run("crawl", "--sitemap", server.url("/map"), "--log-level", "debug");
      run("sitemap", server.url("/map"));
      for (var path : List.of("/", "/moved", "/status", "/coded", "/x")) {
        run("fetch", server.url(path));
      }
      run("robots", server.url("/"));
      run("sitemap", server.url("/"));
      run("explain", server.url("/status"), "--state", state);
      run("explain", server.url("/coded"), "--state", state);
    }
  }

  @Test
  void whatALibraryThrowsIsHarmless() {
    var err = new StringWriter();
    var thrown = new IllegalStateException("a\n" + HOSTILE, new IOException(HOSTILE));
    assertEquals(
        ExitCode.SOFTWARE, Failures.execution(thrown, new PrintWriter(err, true), "spinneret"));
    assertHarmless(err.toString());
  }

  @Test
  void aLogLineIsHarmless() {
    var err = new StringWriter();
    var console = new Console(new PrintWriter(err), LogLevel.DEBUG);
    console.log(LogLevel.DEBUG, HOSTILE, List.of(HOSTILE));
    console.append(HOSTILE);
    assertHarmless(err.toString());
  }

  @Test
  void aBodyOnATerminalIsHarmless() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(TerminalText.of(HOSTILE.getBytes(UTF_8)));
    assertHarmless(out.toString(UTF_8));
  }

  @Test
  void recordsOnATerminalAreHarmlessAndAFileHasThemAsTheyAre() throws Exception {
    var octets = new String("a\tb\u009b\u202ec".getBytes(UTF_8), ISO_8859_1);
    var page = "HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>";
    try (var server = new FieldServer(new ArrayList<>(), Map.of("/", page + octets))) {
      for (var format : List.of("csv", "tsv", "jsonl", "json")) {
        var file = directory.resolve("a." + format);
        var shown =
            onATerminal(
                "crawl",
                server.url("/"),
                "--facts",
                "--format",
                format,
                "-o",
                "-",
                "-o",
                "" + file);
        assertTrue(shown.contains(server.url("/")), shown);
        assertHarmless(shown.replace("\r\n", "\n").replace("\t", ""));
        assertTrue(Files.readString(file).contains("b\u009b\u202ec"), Files.readString(file));
      }
    }
  }

  @Test
  void annotationsForABuildServerAreHarmless() throws Exception {
    var octets = new String(HOSTILE.replace("\u0007", "").getBytes(UTF_8), ISO_8859_1);
    var page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n";
    var replies =
        Map.of(
            "/", page + "<a href=/moved>x</a><a href='http://a b/" + octets + "'>x</a>",
            "/moved", "HTTP/1.0 302 Found\r\nLocation: http://[" + octets + "/\r\n\r\n");
    try (var server = new FieldServer(new ArrayList<>(), replies)) {
      run("check", "--annotations", server.url("/"));
    }
  }

  @Test
  void aDifferenceOfUnknownCausesIsHarmless() throws Exception {
    var a = Files.writeString(directory.resolve("a"), record("\\u001b[2J\\u202e"));
    var b = Files.writeString(directory.resolve("b"), record("reset"));
    run("diff", a.toString(), b.toString());
    run("diff", a.toString(), Files.writeString(directory.resolve("c"), "").toString());
  }

  private static String record(String error) {
    return "{\"url\":\"http://h/\",\"status\":null,\"error\":\"" + error + "\"}\n";
  }

  @Test
  void aComparisonAsJsonOnATerminalIsHarmless() throws Exception {
    var url = "http://h/" + HOSTILE.replaceAll("[\\x00-\\x1f]", "");
    Files.writeString(directory.resolve("a"), "{\"url\": \"" + url + "\", \"status\": 200}\n");
    Files.writeString(directory.resolve("b"), "");
    var shown =
        onATerminal(
            "verify",
            "--json",
            directory.resolve("a").toString(),
            directory.resolve("b").toString());
    assertTrue(shown.contains("http://h/x"), shown);
    assertHarmless(shown);
  }

  private String onATerminal(String... words) throws IOException, InterruptedException {
    var program = Program.builder(words);
    program.command().add(1, "-Dspinneret.terminal.out=true");
    var out = directory.resolve("out");
    program.redirectOutput(out.toFile()).start().waitFor();
    return Files.readString(out);
  }

  private void run(String... words) throws IOException, InterruptedException {
    var out = directory.resolve("out");
    var err = directory.resolve("err");
    var process =
        Program.builder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.waitFor();
    // Records are data: JSON, which escapes all but ASCII where it is written to a terminal.
    var shown = words[0].equals("crawl") ? "" : Files.readString(out);
    assertHarmless(shown + Files.readString(err) + "\n");
  }

  private static void assertHarmless(String text) {
    assertFalse(text.isEmpty());
    text.codePoints()
        .forEach(c -> {
          var type = Character.getType(c);
          boolean harmful =
              (type == Character.CONTROL && c != '\n')
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR;
          assertTrue(!harmful, "U+%04X in: %s".formatted(c, text));
        });
  }
}
