package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where names lead, and what becomes of those that lead nowhere.
class NamesFieldIT {
  private static final Site.Handler PAGE = request -> Reply.page();

  @TempDir Path directory;

  @Test
  void namesOfTheSystemAreFound() throws Exception {
    try (var site = Site.plain(PAGE)) {
      var url = site.url("www.site.example", "/");
      var outcome = new Spinneret(directory).hosts("www.site.example").run("crawl", url);
      assertEquals(200, outcome.status(url), outcome::toString);
      assertEquals("www.site.example", site.requests().getFirst().host());
    }
  }

  @Test
  void aNameThatIsUnknownIsABrokenLinkAndEndsNothing() throws Exception {
    var unknown = "http://nowhere.example/";
    Site.Handler handler =
        request ->
            switch (request.target()) {
              case "/" -> Reply.page(unknown, "/a");
              case "/a" -> Reply.html("<p>still here");
              default -> null;
            };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .hosts("site.example")
              .run("crawl", "--scope", "any", "--attempts", "1", site.url("site.example", "/"));
      assertEquals("dns_not_found", outcome.error(unknown), outcome::toString);
      assertEquals(200, outcome.status(site.url("site.example", "/a")));
    }
  }

  @Test
  void aHostIsReachedThoughSomeOfItsAddressesAreDead() throws Exception {
    try (var site = Site.plain(PAGE)) {
      var url = site.url("site.example", "/");
      var pin = "site.example:" + site.port() + ":127.0.0.3,[::1],127.0.0.1";
      var outcome = new Spinneret(directory).run("crawl", "--resolve", pin, url);
      assertEquals(200, outcome.status(url), outcome::toString);
    }
  }

  @Test
  void localhostAndNamesBelowItAreThisMachineWhateverTheSystemKnows() throws Exception {
    try (var site = Site.plain(request -> Reply.html(request.host()))) {
      var program = new Spinneret(directory).hosts("site.example");
      for (var host : new String[] {"localhost", "app.localhost", "app.localhost."}) {
        var url = site.url(host, "/");
        var outcome = program.run("crawl", url);
        assertEquals(200, outcome.status(url), outcome::toString);
      }
    }
  }

  @Test
  void localhostIsReachedWhicheverFamilyItsServerListensOn() throws Exception {
    try (var site = Site.plain("::1", PAGE)) {
      var url = site.url("localhost", "/");
      var outcome = new Spinneret(directory).hosts("localhost").run("crawl", url);
      assertEquals(200, outcome.status(url), outcome::toString);
    }
  }
}
