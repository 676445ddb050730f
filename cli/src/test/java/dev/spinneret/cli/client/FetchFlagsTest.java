package dev.spinneret.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.fetch.tls.TlsVersion;
import dev.spinneret.parse.url.WebUrl;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the flags of a fetch mean, and which are refused.
class FetchFlagsTest {
  @TempDir Path directory;

  @Test
  void withoutTlsFlagsServersAreVerified() {
    assertEquals(TlsOptions.DEFAULT, fetch(flags()).network().tls());
  }

  @Test
  void theTlsFlagsReachTheFetcher() throws Exception {
    var bundle =
        new CertificateBuilder()
            .subject("CN=one")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    var certificate = file("one.pem", bundle.getCertificatePEM());
    var key = file("one.key", bundle.getPrivateKeyPEM());
    var typed = flags("--ca", certificate, "--cert", certificate, "--key", key, "--tls-min", "1.3");
    assertEquals(
        new TlsOptions(
            false, Path.of(certificate), Path.of(certificate), Path.of(key), TlsVersion.TLS_1_3),
        fetch(typed).network().tls());
    assertTrue(fetch(flags("--insecure")).network().tls().insecure());
  }

  @Test
  void aContactIsPartOfTheDefaultUserAgent() {
    assertTrue(fetch(flags()).request().userAgent().matches("Spinneret/[0-9.]+"));
    for (var contact : List.of("https://a.example/bot?x=1", "me@a.example")) {
      var agent = fetch(flags("--contact", contact)).request().userAgent();
      assertTrue(agent.endsWith(" (+" + contact + ")"), agent);
    }
    for (var wrong : List.of("a.example", "https://a.example/(x)", "me@a.example) Evil/1")) {
      assertRefused(
          "--contact '", "a mail address is allowed", "fetch", "--contact", wrong, "http://h/");
    }
    assertRefused(
        "--contact ", "exclude", "fetch", "--contact", "me@a.example", "-A", "Me/1", "http://h/");
  }

  @Test
  void theBandwidthReachesTheFetcher() {
    assertNull(fetch(flags()).network().bandwidth());
    var bandwidth = fetch(flags("--limit-rate", "200k")).network().bandwidth();
    assertEquals(200_000, Objects.requireNonNull(bandwidth).bytesPerSecond());
  }

  @Test
  void whatWasTypedAsProxyCountsBeforeTheEnvironment() {
    var environment = Map.of("all_proxy", "http://env:1", "no_proxy", "a.org");
    assertEquals("http://env:1", proxy("http://b.org/", environment));
    assertEquals("null", proxy("http://a.org/", environment));
    assertEquals("socks5h://p:2", proxy("http://b.org/", environment, "--proxy", "socks5h://p:2"));
    assertEquals("null", proxy("http://a.org/", environment, "--proxy", "socks5h://p:2"));
    assertEquals("http://env:1", proxy("http://a.org/", environment, "--no-proxy", ""));
    assertEquals("null", proxy("http://b.org/", environment, "--no-proxy", "*"));
    assertEquals("null", proxy("http://b.org/", environment, "--proxy", ""));
  }

  @Test
  void whatIsNoProxyIsAUsageErrorThatShowsNoPassword() {
    for (var command : new String[] {"fetch", "crawl"}) {
      assertRefused("--proxy ", "'p:1'", command, "--proxy", "gopher://me:secret@p:1");
    }
    var refused =
        assertThrows(
            UsageException.class,
            () ->
                ProxyPlan.check(
                    ProxyPlan.of(flags(), Map.of("https_proxy", "gopher://me:secret@p:1")),
                    List.of(Objects.requireNonNull(WebUrl.parse("https://a.org/", null)))));
    assertTrue(refused.getMessage().startsWith("https_proxy: "), refused.getMessage());
    assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
  }

  private static String proxy(String url, Map<String, String> environment, String... typed) {
    var parsed = Objects.requireNonNull(WebUrl.parse(url, null));
    return String.valueOf(ProxyPlan.of(flags(typed), environment).forUrl(parsed));
  }

  @Test
  void aFileThatHoldsNoCertificateIsAUsageErrorThatNamesFlagAndFile() throws IOException {
    var empty = file("empty.pem", "nothing");
    for (var command : new String[] {"fetch", "crawl"}) {
      assertRefused("--ca: ", empty, command, "--ca", empty);
      assertRefused("--cert, --key: ", empty, command, "--cert", empty, "--key", empty);
    }
    assertRefused("--ca: ", "/no/such.pem", "fetch", "--ca", "/no/such.pem");
  }

  @Test
  void flagsThatLackOrExcludeAPartnerAreUsageErrors() throws IOException {
    var empty = file("empty.pem", "nothing");
    assertRefused("needs --key", empty, "fetch", "--cert", empty);
    assertRefused("needs --cert", empty, "fetch", "--key", empty);
    assertRefused("cannot be combined", "--insecure", "fetch", "--insecure", "--ca", empty);
    assertRefused("--tls-min", "1.1", "fetch", "--tls-min", "1.1");
  }

  @Test
  void resolveNamesAddressesAndRefusesWhatHasAnotherForm() {
    var typed = flags("--resolve", "A.example:443:127.0.0.1,::1", "--resolve", "*:80:[::1]");
    assertEquals(
        List.of(
            new PinnedHost(
                "a.example",
                443,
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"))),
            new PinnedHost("*", 80, List.of(InetAddress.ofLiteral("::1")))),
        fetch(typed).network().pins());
    for (var wrong :
        List.of("", "a:80", "a:80:", "a:80:b", "a:0:::1", "a:65536:::1", "a/b:80:::1", "[::1:80")) {
      assertRefused("--resolve", wrong, "fetch", "--resolve", wrong);
    }
  }

  @Test
  void bindTakesAnAddressOfThisMachine() {
    var loopback = InetAddress.ofLiteral("127.0.0.1");
    assertEquals(loopback, fetch(flags("--bind", "127.0.0.1")).network().bind());
    assertNull(fetch(flags()).network().bind());
    for (var wrong : List.of("", "lo", "localhost", "[::1", "1.2.3.4.5", "127.0.0.1:80")) {
      assertRefused("is not an IPv4 or IPv6 address", wrong, "fetch", "--bind", wrong);
    }
    for (var other : List.of("192.0.2.1", "2001:db8::1", "[2001:db8::1]")) {
      assertRefused("not an address of this machine", other, "crawl", "--bind", other);
    }
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static FetchOptions fetch(Values flags) {
    return FetchPlan.of(flags, IdentityPlan.of(Values.NONE));
  }

  private static Values flags(String... typed) {
    return Typed.of("fetch", typed);
  }

  /// The whole command ends with exit code 2 and one line.
  private static void assertRefused(String what, String value, String verb, String... flags) {
    var args = new String[flags.length + 2];
    args[0] = verb;
    System.arraycopy(flags, 0, args, 1, flags.length);
    args[flags.length + 1] = "http://127.0.0.1:1/";
    var err = new StringWriter();
    assertEquals(ExitCode.USAGE, Typed.run(new PrintWriter(err, true), args), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(what), err::toString);
    assertTrue(err.toString().contains(value), err::toString);
  }
}
