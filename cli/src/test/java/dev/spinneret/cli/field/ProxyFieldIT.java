package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proxies of the environment, as desktops and companies set them.
class ProxyFieldIT {
  private static final Site.Handler PAGE =
      request -> request.target().endsWith("/robots.txt") ? null : Reply.page();

  @TempDir Path directory;

  @Test
  void aVariableThatIsNotNeededMayHoldAnything() throws Exception {
    try (var proxy = Site.plain(PAGE)) {
      var program =
          new Spinneret(directory)
              .environment("http_proxy", proxy.url("127.0.0.1", "/"))
              .environment("all_proxy", "gopher://nobody:secret@127.0.0.1:9/");
      var url = "http://site.example/";
      assertEquals(200, program.run("crawl", url).status(url));
      assertEquals(url, proxy.asked().getLast());
      assertEquals(0, program.run("url", "https://site.example/").code());
    }
  }

  @Test
  void aVariableThatIsNeededAndNoProxyIsNamedWithoutItsPassword() throws Exception {
    var program =
        new Spinneret(directory).environment("ALL_PROXY", "gopher://nobody:secret@127.0.0.1:9/");
    var outcome = program.run("crawl", "https://site.example/");
    assertEquals(2, outcome.code(), outcome::toString);
    assertTrue(outcome.err().contains("ALL_PROXY: "), outcome.err());
    assertFalse(outcome.err().contains("secret"), outcome.err());
  }

  @Test
  void aLinkThatNeedsABadVariableEndsNothing() throws Exception {
    var link = "https://site.example/";
    try (var site = Site.plain(request -> request.target().equals("/") ? Reply.page(link) : null)) {
      var url = site.url("127.0.0.1", "/");
      var outcome =
          new Spinneret(directory)
              .environment("https_proxy", "gopher://nobody:secret@127.0.0.1:9/")
              .run("crawl", "--attempts", "1", "--scope", "any", url);
      assertEquals(200, outcome.status(url), outcome::toString);
      assertEquals("proxy_failed", outcome.error(link), outcome::toString);
      assertTrue(outcome.out().contains("https_proxy: "), outcome.out());
      assertFalse(outcome.toString().contains("secret"), outcome::toString);
    }
  }
}
