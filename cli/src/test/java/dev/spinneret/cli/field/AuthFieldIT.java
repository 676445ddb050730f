package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that ask for a user name and a password.
class AuthFieldIT {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  @TempDir Path directory;

  /// A guard of RFC 7616, for the user `me` with the password `hush`. It takes each nonce once, and
  /// another one for each request.
  private static final class Guard implements Site.Handler {
    private final String algorithm;
    private final String qop;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    Guard(String algorithm, String qop) {
      this.algorithm = algorithm;
      this.qop = qop;
    }

    @Override
    public Reply answer(Request request) {
      var sent = request.field("Authorization");
      if (sent.startsWith("Digest ") && isRight(request, parameters(sent))) {
        return request.target().equals("/")
            ? Reply.page("/a", "/b?x=1,2", "/c;d=%22", "/d", "/e", "/f")
            : Reply.html(request.target());
      }
      var nonce = "n" + System.nanoTime();
      nonces.add(nonce);
      var challenge = "Digest realm=\"a, b\", nonce=\"" + nonce + "\", algorithm=" + algorithm;
      return Reply.status("401 Unauthorized")
          .with("WWW-Authenticate: Negotiate, Basic realm=\"basic\"")
          .andAlso("WWW-Authenticate: " + challenge + qop);
    }

    private boolean isRight(Request request, Map<String, String> sent) {
      var password = hash("me:" + sent.get("realm") + ":hush");
      var what = hash("GET:" + request.target());
      var nonce = sent.getOrDefault("nonce", "");
      var middle =
          qop.isEmpty()
              ? nonce
              : String.join(":", nonce, sent.get("nc"), sent.get("cnonce"), sent.get("qop"));
      return nonces.remove(nonce)
          && request.target().equals(sent.get("uri"))
          && hash(password + ":" + middle + ":" + what).equals(sent.get("response"));
    }

    private String hash(String text) {
      try {
        var digest = MessageDigest.getInstance(algorithm);
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Map<String, String> parameters(String field) {
      var found = new HashMap<String, String>();
      var matcher = PARAMETER.matcher(field);
      while (matcher.find()) {
        found.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
      }
      return found;
    }
  }

  @Test
  void digestIsAnsweredAndBasicBesideItIsNot() throws Exception {
    var guards =
        List.of(
            new Guard("MD5", ", qop=\"auth,auth-int\""),
            new Guard("SHA-256", ", qop=\"auth\""),
            new Guard("MD5", ""));
    for (var guard : guards) {
      try (var site = Site.plain(guard)) {
        var outcome =
            new Spinneret(directory)
                .names(site, "site.example")
                .run("crawl", "--user", "me:hush", site.url("site.example", "/"));
        assertEquals(0, outcome.code(), outcome::toString);
        assertEquals(7, outcome.records().size(), outcome::toString);
        for (var record : outcome.records()) {
          assertEquals(200, record.path("status").asInt(), outcome::toString);
        }
        assertFalse(
            site.requests().stream().anyMatch(r -> r.field("Authorization").startsWith("Basic")));
      }
    }
  }

  @Test
  void aWrongPasswordIsOfferedOnceAndTheSeedGaveNoPage() throws Exception {
    try (var site = Site.plain(new Guard("SHA-256", ", qop=\"auth\""))) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run("crawl", "--user", "me:guess", "--no-robots", site.url("site.example", "/"));
      assertEquals(5, outcome.code(), outcome::toString);
      assertEquals(2, site.requests().size(), outcome::toString);
      assertFalse(outcome.toString().contains("guess"), outcome::toString);
    }
  }

  @Test
  void basicIsSentWhereItIsAskedForAndToNoOtherHost() throws Exception {
    var hosts = new ArrayList<String>();
    Site.Handler handler =
        request -> {
          if (!request.field("Authorization").isEmpty()) {
            hosts.add(request.host());
          }
          return request.field("Authorization").equals("Basic bWU6aHVzaA==")
              ? Reply.page(request.url("other.example", "/"))
              : Reply.status("401 Unauthorized").with("WWW-Authenticate: Basic realm=x");
        };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example", "other.example")
              .run("crawl", "--scope", "any", "--user", "me:hush", site.url("site.example", "/"));
      assertEquals(200, outcome.status(site.url("site.example", "/")), outcome::toString);
      assertEquals(401, outcome.status(site.url("other.example", "/")), outcome::toString);
      assertTrue(hosts.stream().allMatch("site.example"::equals), hosts::toString);
    }
  }
}
