package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobotsCommandTest {
  private static final String ROBOTS =
      """
      User-agent: *
      Disallow: /x\u001b[1m # why

      User-agent: some
      Crawl-delay: 0.25
      Disallow: /
      Sitemap: https://a.example/s.xml
      """;

  private record Run(int code, String out) {}

  private static Run run(String... args) {
    return run(RobotsSource.ofBody(ROBOTS.getBytes(UTF_8)), args);
  }

  private static Run run(RobotsSource source, String... args) {
    var command = new RobotsCommand(Typed.of("robots", args));
    var out = new ByteArrayOutputStream();
    try {
      return new Run(command.run(source, out), out.toString(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eachUrlIsDecidedAndExplained() {
    var run = run("-", "https://a.example/y", "/x%1B[1m", "--agent", "any");
    assertEquals(
        """
        allowed     https://a.example/y
        disallowed  /x%1B[1m  (line 2: Disallow: /x\ufffd[1m # why)
        """,
        run.out());
    assertEquals(3, run.code());
    assertEquals(0, run("-", "/y").code());
  }

  @Test
  void withoutUrlsDelayAndSitemapsAreTold() {
    assertEquals(
        new Run(0, "crawl-delay  0.25 s\nsitemap      https://a.example/s.xml\n"),
        run("-", "--agent", "Some/1.0"));
    assertTrue(run("-").out().startsWith("crawl-delay  none\n"));
  }

  @Test
  void jsonTellsAll() {
    assertEquals(
        """
        {"crawl_delay":0.25,"sitemaps":["https://a.example/s.xml"],\
        "urls":[{"url":"/y","allowed":false,"line":6}]}
        """,
        run("-", "/y", "--agent", "some", "--json").out());
  }

  @Test
  void whatIsNeitherUrlNorPathIsRefused() {
    for (var target : List.of("y", "ftp://a.example/", "")) {
      assertThrows(UsageException.class, () -> run("-", target), target);
    }
  }

  @Test
  void missingFileIsRefused() {
    var failure = assertThrows(UsageException.class, () -> InputBytes.of("no/such/file"));
    assertEquals("cannot read no/such/file: there is no such file", failure.getMessage());
    assertThrows(UsageException.class, () -> new RobotsCommand(Values.NONE).run());
  }

  @Test
  void robotsTxtOfASiteIsFetched() throws IOException {
    try (var site = SiteThread.start(SiteOptions.DEFAULT.withPages(10))) {
      var home = site.site().url();
      var run = run(RobotsSource.of(home), home, "/", "/private/x");
      assertEquals(
          "allowed     /\ndisallowed  /private/x  (line 3: Disallow: /private/)\n", run.out());
      assertEquals(3, run.code());
      var missing = run(RobotsSource.of(home + "no/robots.txt"), home, "/", "--agent", "x");
      assertEquals("allowed     /  (no robots.txt: status 404)\n", missing.out());
    }
  }

  @Test
  void siteThatDoesNotAnswerAllowsNothing() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var run = run(RobotsSource.of("http://127.0.0.1:%d".formatted(port)), "-", "/");
    assertTrue(run.out().startsWith("disallowed  /  (no robots.txt: "), run.out());
    assertEquals(3, run.code());
  }

  @Test
  void batchAnswersEveryRequest() {
    var robots = Base64.getEncoder().encodeToString(ROBOTS.getBytes(UTF_8));
    var requests =
        """
        {"robots_b64":"%1$s","agent":"some","url":"https://a.example/y"}
        {"robots_b64":"%1$s","agent":"any","url":"https://a.example/y"}
        {"robots_b64":"%1$s","agent":"any","url":"y"}
        """
            .formatted(robots);
    var out = new ByteArrayOutputStream();
    Batch.run(new ByteArrayInputStream(requests.getBytes(UTF_8)), out, RobotsCommand::answer);
    assertEquals(
        """
        {"allowed":false,"line":6,"crawl_delay":0.25}
        {"allowed":true,"line":0,"crawl_delay":null}
        {"error":"\\"url\\" is not an http(s) URL"}
        """,
        out.toString(UTF_8));
  }
}
