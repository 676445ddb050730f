package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.state.SqliteState;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cookies from one run of a crawl to the next.
class KeptCookiesTest {
  private static final WebUrl URL =
      Objects.requireNonNull(WebUrl.parse("https://www.shop.example/a/b", null));
  @TempDir Path directory;

  private void run(CookieJar jar, String... set) {
    try (var state = SqliteState.open(directory.resolve("state"), Map.of("a", "b"), List.of())) {
      KeptCookies.in(state, jar);
      jar.take(URL, List.of(set));
      EventLoop.run(() -> {
        state.begin(EventLoop.current(), CrawlOptions.DEFAULT, () -> {});
        state.finish();
        return null;
      });
    }
  }

  private static CookieJar jar() {
    return new CookieJar(InstantSource.system());
  }

  @Test
  void aLaterRunSendsWhatAnEarlierOneWasGiven() {
    run(
        jar(),
        "session=abc; Secure; HttpOnly",
        "wide=1; Domain=shop.example; Path=/; Max-Age=3600",
        "old=1; Max-Age=0");
    var second = jar();
    run(second, "session=def; Secure; HttpOnly");
    assertEquals("session=def; wide=1", second.field(URL));
    var third = jar();
    run(third, "wide=; Domain=shop.example; Path=/; Max-Age=0");
    assertEquals("session=def", third.field(URL));
    var last = jar();
    run(last);
    assertEquals("session=def", last.field(URL));
    assertNotNull(last.field(Objects.requireNonNull(WebUrl.parse("/a/", URL))));
    assertNull(
        last.field(Objects.requireNonNull(WebUrl.parse("http://www.shop.example/a/b", null))));
  }
}
