package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.engine.crawl.port.FetchResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against a server where `/n` redirects to `/n-1` and `/0` is a robots.txt.
@Timeout(60)
class RemoteFileTest {
  private static final String BODY = "User-agent: *\nDisallow: /x\n";

  private ServerSocket server;
  private String home;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    home = "http://127.0.0.1:%d/".formatted(server.getLocalPort());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        var path = in.readLine().split(" ", 3)[1];
        while (!in.readLine().isEmpty()) {
          // The rest of the request does not matter.
        }
        socket.getOutputStream().write(answer(path).getBytes(UTF_8));
      } catch (IOException _) {
        // Closed, or the client has left.
      }
    }
  }

  private static String answer(String path) {
    int left = path.matches("/\\d") ? path.charAt(1) - '0' : -1;
    var status = left < 0 ? "404 Not Found" : left == 0 ? "200 OK" : "302 Found";
    return "HTTP/1.0 %s\r\nLocation: %d\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, left - 1, BODY.length(), BODY);
  }

  private static int status(RemoteFile.Answer answer) {
    return assertInstanceOf(FetchResult.Fetched.class, answer.result()).reply().status();
  }

  @Test
  void fiveRedirectsAreFollowedAndNoMore() {
    var five = RemoteFile.get(Seeds.url(home + "5"));
    assertEquals(200, status(five));
    assertEquals(home + "0", five.url().href());
    var six = RemoteFile.get(Seeds.url(home + "6"));
    assertEquals(302, status(six));
    assertEquals(home + "1", six.url().href());
  }

  @Test
  void robotsTxtBehindRedirectsCounts() {
    var rules = RobotsSource.of(home + "3").rules("any");
    assertFalse(rules.decide(Seeds.url(home + "x")).allowed());
    assertTrue(RobotsSource.of(home + "9").rules("any").decide(Seeds.url(home + "x")).allowed());
  }

  @Test
  void sitemapThatIsNotThereIsNothingFetched() {
    var err = new StringWriter();
    var command = new SitemapCommand(Typed.of("sitemap", home + "sitemap.xml"));
    command.err = new PrintWriter(err, true);
    assertEquals(ExitCode.NOTHING_FETCHED, command.run());
    assertEquals(home + "sitemap.xml: status 404" + System.lineSeparator(), err.toString());
  }

  @Test
  void onlyHttpUrlsAreRemote() {
    assertTrue(RemoteFile.isMeant("HTTP://a.example"));
    assertTrue(RemoteFile.isMeant("https://a.example"));
    assertFalse(RemoteFile.isMeant("robots.txt"));
    assertFalse(RemoteFile.isMeant("-"));
  }
}
