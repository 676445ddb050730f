package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.client.IdentityPlan;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which seeds may be at private addresses, and which origins see credentials.
class SeedTrustTest {
  private static final String HERE = "http://127.0.0.1:8080/a";
  private final List<String> warnings = new ArrayList<>();
  private Identity identity = identity();

  @Test
  void typedUrlsMayBeAnywhereAndSeeTheCredentials() {
    identity = identity("--user", "me:hush");
    var trust = trust(false);
    for (var text : List.of("http://10.1.2.3/", HERE, "http://intranet/", "http://[::1]/")) {
      assertTrue(trust.mayBePrivate(trust.typed(url(text))), text);
    }
    trust.listed("list", url("http://10.1.2.3/deep"));
    assertTrue(trust.mayBePrivate(url("http://10.1.2.3/deep")), "its origin was typed");
    assertEquals(List.of(), warnings);
  }

  @Test
  void aListThatLeadsToThisMachineAloneNeedsNoFlag() {
    var trust = trust(false);
    for (var text : List.of(HERE, "http://localhost:1/", "http://a.localhost/", "http://[::1]/")) {
      assertTrue(trust.mayBePrivate(trust.listed("list", url(text))), text);
    }
    assertEquals(List.of(), warnings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[fd00:ec2::254]/",
        "http://0.0.0.0/",
        "http://[::ffff:10.0.0.1]/",
        "http://2886729729/"
      })
  void aListNeverLeadsToOtherPrivateAddresses(String text) {
    var trust = trust(false);
    assertFalse(trust.mayBePrivate(trust.listed("list", url(text))));
    assertTrue(warnings.getFirst().contains("--trust-seeds"), warnings.toString());
  }

  @Test
  void aNameMayLeadAnywhereAndIsNotAllowedTo() {
    var trust = trust(false);
    assertFalse(trust.mayBePrivate(trust.listed("list", url("http://intranet/"))));
  }

  @Test
  void aListOfTheWebDoesNotLeadHere() {
    var trust = trust(false);
    trust.listed("list", List.of(url(HERE), url("https://example.org/")));
    assertFalse(trust.mayBePrivate(url(HERE)), "whatever the order in a file");
    assertEquals(1, warnings.size(), warnings.toString());

    var streamed = trust(false);
    streamed.listed("standard input", url("https://example.org/"));
    streamed.listed("standard input", url(HERE));
    assertFalse(streamed.mayBePrivate(url(HERE)));

    var typed = trust(false);
    typed.typed(url("https://example.org/"));
    typed.listed("list", url(HERE));
    assertFalse(typed.mayBePrivate(url(HERE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--user me:hush",
        "--bearer hush",
        "--header X-Api-Key:hush",
        "--header Cookie:a=hush"
      })
  void besideCredentialsAListDoesNotLeadHere(String flags) {
    identity = identity(flags.split(" ", -1));
    var trust = trust(false);
    assertFalse(trust.mayBePrivate(trust.listed("list", url(HERE))));
    assertTrue(warnings.getFirst().contains("as there are credentials"), warnings.toString());
    assertTrue(trust(true).mayBePrivate(url(HERE)), "unless it is trusted");
  }

  @Test
  void aUserNameInAListIsLeftOutAndThatIsSaidOnce() {
    var trust = trust(false);
    assertEquals(HERE, trust.listed("list", url("http://me:hush@127.0.0.1:8080/a")).href());
    trust.listed("list", url("http://me:hush@127.0.0.1:8080/b"));
    assertTrue(identity.credentials().areEmpty());
    assertEquals(1, warnings.size(), warnings.toString());
    assertFalse(warnings.getFirst().contains("hush"), warnings.toString());
    assertEquals(HERE, trust(true).listed("l", url("http://me:hush@127.0.0.1:8080/a")).href());
    assertFalse(identity.credentials().areEmpty());
  }

  @Test
  void aHostWhoseAddressWasTypedLeadsNowhereElse() {
    var trust = new SeedTrust(false, identity, false, Set.of("test.example"));
    trust.listed("list", url("http://test.example/"));
    assertTrue(trust.mayBePrivate(trust.listed("list", url(HERE))));
  }

  private SeedTrust trust(boolean all) {
    var trust = new SeedTrust(all, identity, false, Set.of());
    trust.warnThrough(warnings::add);
    return trust;
  }

  private static Identity identity(String... words) {
    return IdentityPlan.of(Typed.of("crawl", words));
  }

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null));
  }
}
