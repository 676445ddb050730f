package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.pkitesting.CertificateBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aServerThatShakesHandsOnOneConnectionIsCrawledOverThatOne() throws Exception {
    var pages = IntStream.range(0, 20).mapToObj(i -> "/" + i).toArray(String[]::new);
    Site.Handler handler =
        request -> request.target().equals("/") ? Reply.page(pages) : Reply.html(request.target());
    try (var site = Site.secure(authority.server("site.example"), handler).oneAtATime()) {
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(site, "site.example")
              .run("crawl", "--attempts", "1", site.url("site.example", "/"));
      for (var page : pages) {
        assertEquals(200, outcome.status(site.url("site.example", page)), outcome::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyNameIsSentAndVerified(boolean withTlsOfTheJdk) throws Exception {
    var hosts = List.of("site.example", "localhost", "intranet"); // the JDK's server knows no `_`
    var names = hosts.toArray(String[]::new);
    try (var site = Site.secure(authority.server(names), PAGE)) {
      var program = new Spinneret(directory).trusting(authority).names(site, names);
      if (withTlsOfTheJdk) {
        program.withTlsOfTheJdk();
      }
      var line = new ArrayList<>(List.of("crawl"));
      hosts.forEach(host -> line.add(site.url(host, "/")));
      var outcome = program.run(line.toArray(String[]::new));
      for (var host : hosts) {
        assertEquals(200, outcome.status(site.url(host, "/")), outcome::toString);
      }
      var sent = site.requests().stream().map(Request::serverName).collect(Collectors.toSet());
      assertEquals(Set.copyOf(hosts), sent);
    }
  }

  /// Code that the JVM makes when the program runs is in no cache of classes: for a record's
  /// `equals`, the numbers of threads, the JDK's cache of names and comparators of the JDK's it
  /// took a quarter of a short crawl.
  @Test
  void connectionsNeedNoCodeThatTheJvmMakesAtRunTime() throws Exception {
    var log = directory.resolve("initialized");
    var hosts = new String[] {"a.example", "b.example"};
    Site.Handler handler =
        request ->
            request.target().equals("/robots.txt")
                ? Reply.html("User-agent: *\nDisallow: /a\nDisallow: /b\n")
                : Reply.page();
    try (var site = Site.secure(authority.server(hosts), handler)) {
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .hosts(hosts)
              .logging("class+init", log)
              .run("crawl", site.url(hosts[0], "/"), site.url(hosts[1], "/"));
      assertEquals(0, outcome.code(), outcome::toString);
      assertEquals(4, site.requests().size());
    }
    var initialized = Files.readString(log);
    assertTrue(initialized.contains("'dev/spinneret/fetch/tls/BoringEngine'"), initialized);
    for (var unwanted :
        List.of(
            "java/lang/runtime/ObjectMethods",
            "sun/invoke/util/ValueConversions",
            "java/util/concurrent/ConcurrentSkipListMap$Index",
            "java/util/Comparator$$Lambda")) {
      assertFalse(initialized.contains("Initializing '" + unwanted), unwanted);
    }
  }

  @Test
  void aFinalDotStaysInTheHostFieldAndOutOfTls() throws Exception {
    try (var site = Site.secure(authority.server("site.example"), PAGE)) {
      var url = site.url("site.example.", "/");
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(site, "site.example.")
              .run("crawl", url);
      assertEquals(200, outcome.status(url), outcome::toString);
      assertEquals("site.example", site.requests().getFirst().serverName());
      assertEquals("site.example.", site.requests().getFirst().host());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ed25519", "ecp384", "rsa2048"})
  void aServerIsReachedWhateverKeysItHas(CertificateBuilder.Algorithm algorithm) throws Exception {
    var host = "site.example";
    try (var site = Site.secure(authority.withKeys(algorithm, host), PAGE)) {
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(site, host)
              .run("crawl", site.url(host, "/"));
      assertEquals(200, outcome.status(site.url(host, "/")), outcome::toString);
    }
  }

  @Test
  void anInternationalNameIsAskedForInPunycode() throws Exception {
    try (var site = Site.secure(authority.server("*.xn--bcher-kva.example"), PAGE)) {
      var outcome =
          new Spinneret(directory)
              .trusting(authority)
              .names(site, "www.bücher.example")
              .run("crawl", site.url("www.Bücher.example", "/"));
      var asked = "www.xn--bcher-kva.example";
      assertEquals(200, outcome.status(site.url(asked, "/")), outcome::toString);
      assertEquals(asked, site.requests().getFirst().serverName());
      assertEquals(asked, site.requests().getFirst().host());
    }
  }

  @Test
  void anAddressIsVerifiedAndSentAsNoName() throws Exception {
    try (var site = Site.secure(authority.server("127.0.0.1"), PAGE)) {
      var url = site.url("127.0.0.1", "/");
      var outcome = new Spinneret(directory).trusting(authority).run("crawl", url);
      assertEquals(200, outcome.status(url), outcome::toString);
      assertNull(site.requests().getFirst().serverName());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEndWithoutCloseNotifyKeepsWhatCame(boolean withTlsOfTheJdk) throws Exception {
    var head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    var chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    var routes =
        new Routes()
            .on("/length", Reply.page("/of-length").then(Ending.CUT))
            .on("/bare", Reply.page("/of-bare").withoutLength().then(Ending.CUT))
            .on("/chunks", Reply.raw(chunked + "1\r\nx\r\n0\r\n\r\n").then(Ending.CUT))
            .on("/short", Reply.raw(head + "Content-Length: 99\r\n\r\nx").then(Ending.CUT))
            .on("/chunk", Reply.raw(chunked + "99\r\nx").then(Ending.CUT));
    routes.on("/", Reply.page(routes.targets()).withoutLength().then(Ending.CUT));
    routes.on("/of-length", Reply.page()).on("/of-bare", Reply.page());
    try (var site = Site.secure(authority.server("site.example"), routes)) {
      var program = new Spinneret(directory).trusting(authority).names(site, "site.example");
      if (withTlsOfTheJdk) {
        program.withTlsOfTheJdk();
      }
      var outcome = program.run("crawl", "--attempts", "1", site.url("site.example", "/"));
      for (var path : List.of("/length", "/bare", "/chunks", "/of-length", "/of-bare")) {
        assertEquals(200, outcome.status(site.url("site.example", path)), path + outcome);
      }
      var bare = outcome.record(site.url("site.example", "/bare"));
      assertTrue(bare.path("truncated").asBoolean(), outcome::toString);
      var length = outcome.record(site.url("site.example", "/length"));
      assertFalse(length.path("truncated").asBoolean(), outcome::toString);
      for (var path : List.of("/short", "/chunk")) {
        assertEquals("closed_early", outcome.error(site.url("site.example", path)), path + outcome);
      }
    }
  }

  @Test
  void aPathToATrustedAuthorityIsFoundHoweverTheCertificatesAreSent() throws Exception {
    var name = "site.example";
    var contexts =
        List.of(
            authority.behindAnother(name, 0, 1),
            authority.behindAnother(name, 0, 2, 1),
            authority.behindAnother(name, 0, 1, 1, 2));
    for (var context : contexts) {
      assertEquals("", error(context));
    }
    assertEquals("tls_untrusted", error(authority.behindAnother(name, 0)));
  }

  @Test
  void aMissingIntermediateCertificateIsNamedAsTheReason() throws Exception {
    try (var site = Site.secure(authority.behindAnother("site.example", 0), PAGE)) {
      var url = site.url("site.example", "/");
      var outcome = run(site, url);
      var detail = outcome.record(url).path("detail").asText();
      assertTrue(
          detail.contains(
              "none is known as CN=intermediate, and the server sends only its own certificate"),
          detail);
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

  private Outcome run(Site site, String url) throws Exception {
    return new Spinneret(directory)
        .trusting(authority)
        .names(site, "site.example")
        .run("crawl", "--attempts", "1", url);
  }

  private String error(SSLContext context) throws Exception {
    try (var site = Site.secure(context, PAGE)) {
      var url = site.url("site.example", "/");
      var outcome = run(site, url);
      var error = outcome.error(url);
      assertEquals(error.isEmpty() ? 0 : 5, outcome.code(), outcome::toString);
      return error;
    }
  }
}
