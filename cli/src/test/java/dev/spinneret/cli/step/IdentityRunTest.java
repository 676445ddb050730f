package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.FieldServer;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.client.Engine;
import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.terminal.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole commands against servers that write down what they are told.
@Timeout(60)
class IdentityRunTest {
  private static final String BASIC = Base64.getEncoder().encodeToString("me:hush".getBytes(UTF_8));

  @TempDir Path directory;
  private final List<String> seenAtHome = new ArrayList<>();
  private final List<String> seenAway = new ArrayList<>();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @EnumSource
  void aCrawlShowsCredentialsToTheSeedsOriginAndWritesThemNowhere(Engine engine)
      throws IOException {
    try (var away = new FieldServer(seenAway);
        var home = home(away)) {
      var args =
          crawl(home.url("/").replace("//", "//me:hush@"), engine, "--header", "X-Trace: seen");
      args.addAll(List.of("--header", "X-Api-Key: hush", "--auth", "basic"));
      assertEquals(0, run(args), err::toString);
      // robots.txt, the page, its link and what that redirects to
      assertEquals(4, count(seenAtHome, "GET /"), seenAtHome.toString());
      assertEquals(4, count(seenAtHome, "Authorization: Basic " + BASIC));
      assertEquals(2, count(seenAway, "GET /"), seenAway.toString());
      assertEquals(0, count(seenAway, "Authorization"));
      assertEquals(2, count(seenAway, "X-Trace: seen"));
      assertEquals(4, count(seenAtHome, "X-Api-Key: hush"));
      assertEquals(0, count(seenAway, "X-Api-Key"));
      assertEquals(0, run(args), err::toString);
      args.set(args.indexOf("X-Trace: seen"), "X-Trace: other");
      assertEquals(ExitCode.USAGE, run(args));
      assertTrue(err.toString().contains("--header: was X-Trace sha256 "), err::toString);
    }
    assertFalse(err.toString().contains("hush"), err::toString);
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var text = Files.readString(file, ISO_8859_1);
        assertFalse(text.contains("hush") || text.contains(BASIC), file::toString);
      }
    }
  }

  @Test
  void aSecretLookingHeaderGoesEverywhereOnlyOnRequest() throws IOException {
    try (var away = new FieldServer(seenAway);
        var home = home(away)) {
      var args = crawl(home.url("/"), Engine.LOOP, "--header-everywhere");
      args.addAll(List.of("--header", "X-Api-Key: k", "--header", "Authorization: Custom c"));
      assertEquals(0, run(args), err::toString);
      assertEquals(2, count(seenAway, "X-Api-Key: k"), seenAway.toString());
      assertEquals(2, count(seenAway, "Authorization: Custom c"));
      assertEquals(4, count(seenAtHome, "Authorization: Custom c"), seenAtHome.toString());
    }
  }

  @Test
  void aListSeesCredentialsOnlyWhereItsOriginWasTyped() throws IOException {
    try (var away = new FieldServer(seenAway);
        var home = home(away)) {
      var lines = home.url("/end\n") + away.url("/page\n") + away.url("/x").replace("//", "//a:b@");
      var list = file(lines).toString();
      var args = new ArrayList<>(List.of("crawl", home.url("/end"), "--seeds", list, "-q"));
      args.addAll(List.of("--user", "me:hush", "--auth", "basic"));
      assertEquals(0, run(args), err::toString);
      assertEquals(2, count(seenAtHome, "Authorization: Basic " + BASIC), seenAtHome.toString());
      assertEquals(List.of(), seenAway, "a private address beside credentials is not asked");

      var trusting = new ArrayList<>(args);
      trusting.add("--trust-seeds");
      assertEquals(0, run(trusting), err::toString);
      assertEquals(3, count(seenAway, "Authorization: Basic "), seenAway.toString());
      var own = Base64.getEncoder().encodeToString("a:b".getBytes(UTF_8));
      assertTrue(count(seenAway, "Authorization: Basic " + own) > 0, seenAway.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void cookiesOfOnePageGoWithTheNext(Engine engine) throws IOException {
    try (var away = new FieldServer(seenAway);
        var home = home(away)) {
      var file = directory.resolve("cookies.txt");
      var args = crawl(home.url("/"), engine, "--save-cookies", file.toString());
      assertEquals(0, run(args), err::toString);
      // Cookies know no ports, so the other server of this host gets them too.
      assertEquals(2, count(seenAtHome, "Cookie: visit=1"), seenAtHome.toString());
      assertEquals("127.0.0.1\tFALSE\t/\tFALSE\t0\tvisit\t1", Files.readAllLines(file).getLast());
      seenAtHome.clear();
      var loading = List.of("fetch", home.url("/"), "--load-cookies", file.toString());
      assertEquals(0, run(new ArrayList<>(loading)));
      assertEquals(1, count(seenAtHome, "Cookie: visit=1"));
      seenAtHome.clear();
      assertEquals(0, run(crawl(home.url("/"), engine, "--no-cookies")));
      assertEquals(0, count(seenAtHome, "Cookie"));
    }
  }

  @Test
  void everyUrlOfABatchIsOneThatWasTyped() throws IOException {
    try (var home = new FieldServer(seenAtHome)) {
      var command =
          new FetchCommand(Typed.of("fetch", "--batch", "--bearer", "t0ken", "--auth", "basic"));
      var out = new ByteArrayOutputStream();
      var lines =
          """
          {"url":"%1$s"}
          {"url":"http://me:hush@%2$s/"}
          {"url":"ftp://me:hush@%2$s/"}
          {"url":"http://me%%3A:hush@%2$s/"}
          """
              .formatted(home.url("/a"), home.authority());
      assertEquals(0, command.run(new ByteArrayInputStream(lines.getBytes(UTF_8)), out));
      var answers = out.toString(UTF_8);
      assertEquals(3, count(answers.lines().toList(), "{\"url\":\"" + home.url("/")), answers);
      assertEquals(4, answers.lines().count());
      assertFalse(answers.contains("hush"), answers);
      assertEquals(1, count(seenAtHome, "Authorization: Bearer t0ken"), seenAtHome.toString());
      assertEquals(1, count(seenAtHome, "Authorization: Basic " + BASIC));
    }
  }

  @Test
  void robotsAndSitemapsAreFetchedWithTheUrlsPassword() {
    var challenge = "HTTP/1.0 401 Who\r\nWWW-Authenticate: Basic realm=x\r\n\r\n";
    try (var home = new FieldServer(seenAtHome, Map.of("/robots.txt", challenge))) {
      RemoteFile.get(Seeds.url(home.url("/robots.txt").replace("//", "//me:hush@")));
      assertEquals(1, count(seenAtHome, "Authorization: Basic " + BASIC));
    }
  }

  @Test
  void complaintsAboutUrlsLeaveOutThePassword() throws IOException {
    for (var url : List.of("ftp://me:hush@h/", "http://me:hu/hush@h/", "http://me%3A:hush@h/")) {
      assertEquals(ExitCode.USAGE, run(new ArrayList<>(List.of("fetch", url))));
      assertEquals(ExitCode.USAGE, run(new ArrayList<>(List.of("crawl", url))));
      assertEquals(
          ExitCode.USAGE,
          run(new ArrayList<>(List.of("crawl", "--trust-seeds", "--seeds", file(url).toString()))));
    }
    assertFalse(err.toString().contains("hush"), err::toString);
    assertTrue(err.toString().contains("ftp://***@h/"), err::toString);
  }

  /// Three pages, of which one redirects, and links to another server.
  private FieldServer home(FieldServer away) {
    var page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n";
    var links = "<a href=/next>next</a><a href='%s'>away</a>".formatted(away.url("/page"));
    return new FieldServer(
        seenAtHome,
        Map.of(
            "/", page + "Set-Cookie: visit=1\r\n\r\n" + links,
            "/next", "HTTP/1.0 302 Found\r\nLocation: /end\r\n\r\n",
            "/end", page + "\r\n"));
  }

  private ArrayList<String> crawl(String url, Engine engine, String... more) {
    var state = directory.resolve("state-" + engine + "-" + more.length).toString();
    var args = new ArrayList<>(List.of("crawl", url, "--scope", "any", "--state", state));
    args.addAll(List.of("--engine", engine.name().toLowerCase(Locale.ROOT)));
    for (var ending : List.of(".jsonl", ".csv", ".warc.gz")) {
      args.addAll(List.of("-o", state + ending));
    }
    args.addAll(List.of(more));
    return args;
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("seeds"), text);
  }

  private int run(List<String> args) {
    var array = args.toArray(String[]::new);
    return Typed.run(new PrintWriter(err, true), array);
  }

  private static long count(List<String> lines, String begin) {
    return List.copyOf(lines).stream().filter(line -> line.startsWith(begin)).count();
  }
}
