package dev.spinneret.fetch.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// RFC 7616 §3.9, RFC 2617 §3.5 and what else a challenge may ask for.
class DigestTest {
  private static final String REALM = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", ";
  private static final String NONCE =
      "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
  private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final Login MUFASA = new Login("Mufasa", "Circle of Life");

  private static String field(Login login, String challenge, String clientNonce, String target) {
    var digest = digest(login, challenge, clientNonce);
    assertNotNull(digest, challenge);
    return digest.field("GET", target);
  }

  private static Digest digest(Login login, String challenge, String clientNonce) {
    var parsed = Challenge.parse(List.of("Digest " + challenge)).getFirst();
    return Digest.of(parsed, login, clientNonce);
  }

  @Test
  void theExamplesOfTheStandard() {
    var md5 = field(MUFASA, REALM + "algorithm=MD5, " + NONCE, CLIENT_NONCE, "/dir/index.html");
    assertTrue(md5.contains("response=\"8ca523f5e9506fed4657c9700eebdbec\""), md5);
    var sha = field(MUFASA, REALM + "algorithm=SHA-256, " + NONCE, CLIENT_NONCE, "/dir/index.html");
    assertEquals(
        "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
            + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\","
            + " response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\","
            + " algorithm=SHA-256, opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\","
            + " qop=auth, nc=00000001, cnonce=\""
            + CLIENT_NONCE
            + "\"",
        sha);
  }

  @Test
  void theExampleOfTheStandardBefore() {
    var challenge =
        "realm=\"testrealm@host.com\",qop=\"auth,auth-int\","
            + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
            + "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    var login = new Login("Mufasa", "Circle Of Life");
    var field = field(login, challenge, "0a4f113b", "/dir/index.html");
    assertTrue(field.contains("response=\"6629fae49393a05397450978507c4ef1\""), field);
    assertTrue(!field.contains("algorithm"), field);
  }

  @Test
  void aUserNameIsHashedOrExtendedWhereTheServerAsksForIt() {
    var login = new Login("J\u00e4s\u00f8n Doe", "Secret, or not?");
    var challenge =
        "realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256,"
            + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
            + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8";
    var hashed = field(login, challenge + ", userhash=true", "c", "/doe.json");
    var hash = "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b";
    assertTrue(hashed.startsWith("Digest username=\"" + hash + "\", userhash=true, "), hashed);
    var extended = field(login, challenge, "c", "/doe.json");
    assertTrue(extended.startsWith("Digest username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, "), extended);
  }

  @Test
  void withoutAQualityTheOldFormIsUsed() {
    var field = field(new Login("a", "b"), "realm=\"r\", nonce=\"n\"", "c", "/");
    assertTrue(
        !field.contains("qop") && !field.contains("nc=") && !field.contains("cnonce"), field);
    assertTrue(field.contains("response=\"ba6451ac33672f6bdd9b4a70317fb3a5\""), field);
  }

  @Test
  void aSessionBindsTheSecretToItsNonces() {
    var challenge = "realm=\"r\", nonce=\"n\", qop=auth, algorithm=MD5-sess";
    var field = field(MUFASA, challenge, "c", "/");
    assertTrue(field.contains("response=\"8277a2c8b15cdd087d06bc9356aa502a\""), field);
    assertTrue(field.contains("algorithm=MD5-sess"), field);
  }

  @Test
  void whatIsUnknownIsNotAnswered() {
    for (var challenge :
        List.of(
            "realm=\"r\", nonce=\"n\", algorithm=SHA-3",
            "realm=\"r\", nonce=\"n\", qop=\"later\"",
            "realm=\"r\"")) {
      assertNull(digest(MUFASA, challenge, "c"), challenge);
    }
  }

  @Test
  void quotesAreUndoneAndMadeAgain() {
    var field = field(MUFASA, "realm=\"a \\\"b\\\\ c\", nonce=\"n\\\"\"", "c", "/");
    assertTrue(field.contains("realm=\"a \\\"b\\\\ c\""), field);
    assertTrue(field.contains("nonce=\"n\\\"\""), field);
  }

  @Test
  void theNonceCountGrows() {
    var digest = digest(MUFASA, REALM + NONCE, "c");
    digest.field("GET", "/");
    assertTrue(digest.field("GET", "/").contains("nc=00000002"));
  }
}
