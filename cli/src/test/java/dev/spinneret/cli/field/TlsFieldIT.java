package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// https by name.
class TlsFieldIT {
  private static final Site.Handler PAGE = request -> Reply.page();

  @TempDir static Path shared;
  private static Authority authority;

  @TempDir Path directory;

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = new Authority(shared, "authority");
  }

  @Test
  void aSiteIsCrawledOverHttps() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/" -> Reply.page("/a");
              case "/a" -> Reply.html("<p>the end").withoutLength().then(Ending.CLOSE);
              default -> null;
            };
    try (var site = Site.secure(authority.server("site.example"), handler)) {
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(site, "site.example")
              .run("crawl", site.url("site.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("site.example", "/a")));
      assertEquals("site.example", site.requests().getFirst().serverName());
    }
  }

  @Test
  void eachFaultOfACertificateHasItsName() throws Exception {
    assertEquals("tls_expired", error(authority.expired("site.example")));
    assertEquals("tls_wrong_host", error(authority.server("other.example")));
    assertEquals("tls_self_signed", error(Authority.selfSigned("site.example")));
    var stranger = new Authority(directory, "stranger");
    assertEquals("tls_untrusted", error(stranger.server("site.example")));
  }

  private String error(SSLContext context) throws Exception {
    try (var site = Site.secure(context, PAGE)) {
      var url = site.url("site.example", "/");
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(site, "site.example")
              .run("crawl", "--attempts", "1", url);
      assertNotEquals(0, outcome.code(), outcome::toString);
      return outcome.error(url);
    }
  }
}
