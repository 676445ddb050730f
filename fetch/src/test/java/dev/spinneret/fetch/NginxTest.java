package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.fetch.auth.AuthScheme;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.auth.Login;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.HttpMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fetches from a real nginx; skipped where there is none.
class NginxTest {
  private static final String PAGE = "<p>A page that compresses well.</p>\n".repeat(2_000);
  private static final String CONFIGURATION =
      """
      daemon off; master_process off; pid pid; error_log error.log;
      events { worker_connections 256; }
      http {
        access_log off; gzip on; gzip_types *; keepalive_requests 100;
        client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi; scgi_temp_path scgi;
        server {
          listen 127.0.0.1:%d; root %s; absolute_redirect off;
          add_header X-Count $connection_requests always;
          add_header X-Protocol $server_protocol always;
          location /moved { return 301 /page.html; }
          location /gone { return 410 "gone"; }
          location /empty { return 204; }
          location /private/ {
            auth_basic area; auth_basic_user_file users;
            add_header Set-Cookie "visit=1; Path=/private";
            add_header X-Visitor "$remote_user $cookie_visit";
          }
        }
      }
      """;

  private static int port;
  private static Process nginx;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    var program =
        Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
            .map(folder -> Path.of(folder, "nginx"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(() -> abort("no nginx on this machine"));
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(directory.resolve("page.html"), PAGE);
    Files.createDirectory(directory.resolve("private"));
    Files.writeString(directory.resolve("private/index.html"), PAGE);
    Files.writeString(directory.resolve("users"), "me:{PLAIN}open sesame\n");
    Files.write(directory.resolve("large.bin"), new byte[3_000_000]);
    var file = directory.resolve("nginx.conf");
    Files.writeString(file, CONFIGURATION.formatted(port, directory));
    nginx =
        new ProcessBuilder(
                program.toString(),
                "-p",
                directory.toString(),
                "-c",
                file.toString(),
                "-e",
                directory.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out.log").toFile())
            .start();
    awaitPort(directory);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesArriveWholeInEveryVersion(Engine engine) {
    for (var mode : HttpMode.values()) {
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withHttpMode(mode));
      var results =
          engine.fetchAll(options, url("/page.html"), url("/large.bin"), url("/page.html"));
      assertEquals(PAGE, new String(reply(results.get(0)).body(), StandardCharsets.UTF_8));
      assertArrayEquals(new byte[3_000_000], reply(results.get(1)).body());
      assertEquals(PAGE, new String(reply(results.get(2)).body(), StandardCharsets.UTF_8));
      // The server has seen all three on one connection.
      assertEquals("3", reply(results.get(2)).headers().first("X-Count"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theServerIsAskedInOneDotOne(Engine engine) {
    var results = engine.fetchAll(FetchOptions.DEFAULT, url("/page.html"), url("/page.html"));
    for (var result : results) {
      assertEquals("HTTP/1.1", reply(result).headers().first("X-Protocol"));
      // nginx compresses for 1.1 only.
      assertEquals("gzip", reply(result).headers().first("Content-Encoding"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void statusesAreReported(Engine engine) {
    var options = FetchOptions.DEFAULT;
    var results =
        engine.fetchAll(options, url("/moved"), url("/gone"), url("/empty"), url("/nothing"));
    var statuses = results.stream().map(result -> reply(result).status()).toList();
    assertEquals(List.of(301, 410, 204, 404), statuses);
    assertEquals("/page.html", reply(results.getFirst()).headers().first("Location"));
    assertEquals("gone", new String(reply(results.get(1)).body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatTheServerEndsIsReplaced(Engine engine) {
    var options = FetchOptions.DEFAULT.withPool(p -> p.withPerOrigin(4));
    var urls = Collections.nCopies(1_000, url("/page.html"));
    for (var result : engine.fetchTogether(options, urls)) {
      assertEquals(PAGE.length(), reply(result).body().length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoMayComeInIsLetIn(Engine engine) {
    var page = url("/private/");
    var stranger = FetchOptions.DEFAULT;
    assertEquals(401, reply(engine.fetch(stranger, page)).status());
    for (var mode : HttpMode.values()) {
      var credentials =
          new Credentials(List.of(), List.of(), new Login("me", "open sesame"), AuthScheme.ANY);
      credentials.admit(Engine.request(page).url());
      var jar = new CookieJar(InstantSource.system());
      var options =
          FetchOptions.DEFAULT.withRequest(
              r -> r.withHttpMode(mode).withCredentials(credentials).withCookies(jar));
      var results = engine.fetchAll(options, page, page);
      assertEquals("me ", reply(results.getFirst()).headers().first("X-Visitor") + " ");
      assertEquals("me 1", reply(results.getLast()).headers().first("X-Visitor"));
    }
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private static Reply reply(FetchResult result) {
    return assertInstanceOf(FetchResult.Fetched.class, result, result::toString).reply();
  }

  /// The kernel refuses until nginx listens, and that takes it a moment.
  private static void awaitPort(Path directory) throws IOException, InterruptedException {
    var endsAtNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        var ended = nginx.waitFor(20, TimeUnit.MILLISECONDS);
        assertTrue(
            !ended && System.nanoTime() - endsAtNanos < 0,
            () -> "nginx does not listen: " + read(directory.resolve("error.log")));
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
