package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cookies between hosts that have names.
class CookieFieldIT {
  @TempDir Path directory;

  @Test
  void aCookieOfTheDomainReachesItsOtherHosts() throws Exception {
    Site.Handler shop =
        request ->
            switch (request.host() + request.target()) {
              case "www.shop.example/" ->
                  Reply.page(request.url("cart.shop.example", "/"))
                      .with("Set-Cookie: session=1; Domain=shop.example; Path=/");
              case "cart.shop.example/" ->
                  request.hasCookie("session=1")
                      ? Reply.page("/paid")
                      : Reply.status("403 Forbidden");
              case "cart.shop.example/paid" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(shop)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "www.shop.example", "cart.shop.example")
              .run("crawl", "--scope", "domain", site.url("www.shop.example", "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(200, outcome.status(site.url("cart.shop.example", "/paid")));
    }
  }

  @Test
  void aCookieOfAPublicSuffixIsRefused() throws Exception {
    Site.Handler handler =
        request ->
            switch (request.host() + request.target()) {
              case "a.co.uk/" ->
                  Reply.page(request.url("b.co.uk", "/"))
                      .with("Set-Cookie: everywhere=1; Domain=co.uk");
              case "b.co.uk/" -> Reply.page();
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "a.co.uk", "b.co.uk")
              .run("crawl", "--scope", "any", site.url("a.co.uk", "/"));
      assertEquals(200, outcome.status(site.url("b.co.uk", "/")), outcome::toString);
      assertTrue(
          site.requests().stream().noneMatch(request -> request.hasCookie("everywhere=1")),
          "sent to another site");
    }
  }
}
