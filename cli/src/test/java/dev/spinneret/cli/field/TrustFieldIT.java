package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom the program trusts: what the system or the environment says, and `--ca` beside it.
class TrustFieldIT {
  private static final String HOST = "site.example";

  @TempDir static Path shared;
  private static Authority company;
  private static Authority other;

  @TempDir Path directory;

  @BeforeAll
  static void makeAuthorities() throws Exception {
    company = new Authority(shared, "company");
    other = new Authority(shared, "other");
  }

  private static Site site(Authority authority) throws Exception {
    return Site.secure(authority.server(HOST), request -> Reply.page());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theAuthoritiesOfTheEnvironmentAreTrusted(boolean withTlsOfTheJdk) throws Exception {
    try (var site = site(company)) {
      var program =
          new Spinneret(directory)
              .names(site, HOST)
              .environment("SSL_CERT_FILE", company.file().toString());
      if (withTlsOfTheJdk) {
        program.withTlsOfTheJdk();
      }
      var outcome = program.run("crawl", site.url(HOST, "/"));
      assertEquals(200, outcome.status(site.url(HOST, "/")), outcome::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thoseOfADirectoryAreTrustedBesideThoseOfAFile(boolean withTlsOfTheJdk) throws Exception {
    try (var one = site(company);
        var two = site(other)) {
      var certs = Files.createDirectories(directory.resolve("certs"));
      Files.copy(company.file(), certs.resolve("company.pem"));
      var program =
          new Spinneret(directory)
              .names(one, HOST)
              .names(two, HOST)
              .environment("SSL_CERT_FILE", other.file().toString())
              .environment("SSL_CERT_DIR", certs.toString());
      if (withTlsOfTheJdk) {
        program.withTlsOfTheJdk();
      }
      var outcome = program.run("crawl", one.url(HOST, "/"), two.url(HOST, "/"));
      assertEquals(200, outcome.status(one.url(HOST, "/")), outcome::toString);
      assertEquals(200, outcome.status(two.url(HOST, "/")), outcome::toString);
    }
  }

  @Test
  void aLibcryptoWithoutAlgorithmsIsNoLoss() throws Exception {
    try (var site = site(company)) {
      var withoutProvider =
          Files.writeString(
              directory.resolve("openssl.cnf"),
              """
              openssl_conf = start
              [start]
              providers = providers
              [providers]
              base = base
              [base]
              activate = 1
              """);
      var outcome =
          new Spinneret(directory)
              .names(site, HOST)
              .environment("SSL_CERT_FILE", company.file().toString())
              .environment("OPENSSL_CONF", withoutProvider.toString())
              .run("crawl", site.url(HOST, "/"));
      assertEquals(200, outcome.status(site.url(HOST, "/")), outcome::toString);
    }
  }

  @Test
  void othersThanThoseOfTheEnvironmentAreNot() throws Exception {
    try (var site = site(company)) {
      var outcome =
          new Spinneret(directory)
              .names(site, HOST)
              .environment("SSL_CERT_FILE", other.file().toString())
              .run("crawl", "--attempts", "1", site.url(HOST, "/"));
      assertEquals("tls_untrusted", outcome.error(site.url(HOST, "/")), outcome::toString);
    }
  }

  @Test
  void whatIsTypedIsTrustedBesideThem() throws Exception {
    try (var one = site(company);
        var two = site(other)) {
      var outcome =
          new Spinneret(directory)
              .names(one, HOST)
              .names(two, HOST)
              .trusting(other)
              .environment("SSL_CERT_FILE", company.file().toString())
              .run("crawl", one.url(HOST, "/"), two.url(HOST, "/"));
      assertEquals(200, outcome.status(one.url(HOST, "/")), outcome::toString);
      assertEquals(200, outcome.status(two.url(HOST, "/")), outcome::toString);
    }
  }

  @Test
  void aVariableThatNamesNoFileIsNamed() throws Exception {
    var program = new Spinneret(directory).environment("SSL_CERT_FILE", "/no/such.pem");
    var outcome = program.run("crawl", "https://site.example/");
    assertEquals(2, outcome.code(), outcome::toString);
    assertTrue(outcome.err().contains("SSL_CERT_FILE=/no/such.pem: no such file"), outcome.err());
    try (var site = Site.plain(request -> Reply.page("https://127.0.0.1:1/"))) {
      var url = site.url("127.0.0.1", "/");
      assertEquals(200, program.run("crawl", url).status(url), "nobody needs it for http");
    }
  }
}
