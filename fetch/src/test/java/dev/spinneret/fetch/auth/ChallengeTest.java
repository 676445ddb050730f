package dev.spinneret.fetch.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// RFC 9110 §11.6.1: challenges, their parameters, and the commas between both.
class ChallengeTest {
  private static List<Challenge> parse(String... fields) {
    return Challenge.parse(List.of(fields));
  }

  @Test
  void oneFieldHoldsSeveralChallenges() {
    assertEquals(
        List.of(
            new Challenge("basic", Map.of("realm", "simple")),
            new Challenge(
                "newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\""))),
        parse(
            "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to"
                + " \\\"apps\\\"\""));
  }

  @Test
  void fieldsAddUp() {
    assertEquals(
        List.of(new Challenge("digest", Map.of("nonce", "a,b")), new Challenge("basic", Map.of())),
        parse("DIGEST nonce=\"a,b\"", "Basic"));
  }

  @Test
  void aSchemeMayHaveATokenInPlaceOfParameters() {
    assertEquals(
        List.of(new Challenge("negotiate", Map.of()), new Challenge("basic", Map.of("realm", "r"))),
        parse("Negotiate YII/a+b==, Basic realm=r"));
    assertEquals(
        List.of(new Challenge("ntlm", Map.of()), new Challenge("negotiate", Map.of())),
        parse("NTLM, Negotiate"));
  }

  @Test
  void sloppyListsAreRead() {
    assertEquals(
        List.of(new Challenge("digest", Map.of("realm", "r", "nonce", "n", "qop", "auth"))),
        parse(" ,, Digest realm = \"r\" ,, nonce=n qop=\"auth\",".replace("n qop", "\"n\" qop")));
    assertEquals(List.of(), parse("", ",", "=x", "\"Basic\""));
    assertEquals(
        List.of(new Challenge("digest", Map.of("realm", "unended"))),
        parse("Digest realm=\"unended"));
  }
}
