package dev.spinneret.fetch.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Digest authentication (RFC 7616) with one nonce of a server, for requests without a body.
///
/// Supports MD5, SHA-256 and SHA-512-256, each also with `-sess`, `qop` auth and auth-int (the body
/// is empty), and challenges without `qop` as in RFC 2069. May be used by tasks and threads alike:
/// the nonce count is the only state.
public final class Digest implements Authorization {
  private static final String SESSION = "-sess";
  private static final int CLIENT_NONCE_BYTES = 16;

  private final Challenge challenge;
  private final Login login;
  private final String algorithm;
  private final String realm;
  private final String nonce;
  private final @Nullable String qop;
  private final String clientNonce;

  /// H(A1), the same for all requests with one client nonce (RFC 7616 §3.4.2).
  private final String secretHash;

  private final AtomicInteger count = new AtomicInteger();

  private Digest(Challenge challenge, Login login, String algorithm, String clientNonce) {
    this.challenge = challenge;
    this.login = login;
    this.algorithm = algorithm;
    this.realm = orEmpty(challenge.parameter("realm"));
    this.nonce = orEmpty(challenge.parameter("nonce"));
    this.qop = qop(challenge.parameter("qop"));
    this.clientNonce = clientNonce;
    var secret = hash(login.user() + ":" + realm + ":" + login.password());
    this.secretHash = session() ? hash(secret + ":" + nonce + ":" + clientNonce) : secret;
  }

  /// Prepares the answer to a challenge.
  ///
  /// @return null if the challenge requires something that is not supported
  static @Nullable Digest of(Challenge challenge, Login login) {
    return of(challenge, login, clientNonce());
  }

  static @Nullable Digest of(Challenge challenge, Login login, String clientNonce) {
    var algorithm = algorithm(challenge.parameter("algorithm"));
    var offered = challenge.parameter("qop");
    var unknownQop = offered != null && !offered.isBlank() && qop(offered) == null;
    return algorithm == null || unknownQop || challenge.parameter("nonce") == null
        ? null
        : new Digest(challenge, login, algorithm, clientNonce);
  }

  /// Whether the challenge only replaces a stale nonce (RFC 7616 §3.3).
  boolean replacesStale() {
    return "true".equalsIgnoreCase(challenge.parameter("stale"));
  }

  boolean hasRealmOf(Digest other) {
    return realm.equals(other.realm);
  }

  @Override
  public String field(String method, String target) {
    var requestHash = hash(method + ":" + target + ("auth-int".equals(qop) ? ":" + hash("") : ""));
    var nonceCount = HexFormat.of().toHexDigits(count.incrementAndGet());
    var response =
        qop == null
            ? hash(secretHash + ":" + nonce + ":" + requestHash)
            : hash(String.join(":", secretHash, nonce, nonceCount, clientNonce, qop, requestHash));
    var field = new StringBuilder("Digest ");
    field.append(user());
    field.append(", realm=").append(quoted(realm));
    field.append(", nonce=").append(quoted(nonce));
    field.append(", uri=").append(quoted(target));
    field.append(", response=\"").append(response).append('"');
    if (challenge.parameter("algorithm") != null) {
      field.append(", algorithm=").append(challenge.parameter("algorithm"));
    }
    var opaque = challenge.parameter("opaque");
    if (opaque != null) {
      field.append(", opaque=").append(quoted(opaque));
    }
    if (qop != null) {
      field.append(", qop=").append(qop);
      field.append(", nc=").append(nonceCount);
      field.append(", cnonce=").append(quoted(clientNonce));
    } else if (session()) {
      field.append(", cnonce=").append(quoted(clientNonce));
    }
    return new String(
        field.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// RFC 7616 §3.4: `username`, hashed if the server requests it (§3.4.4), or `username*` for
  /// characters that a quoted string cannot contain.
  private String user() {
    var user = login.user();
    if ("true".equalsIgnoreCase(challenge.parameter("userhash"))) {
      return "username=\"" + hash(user + ":" + realm) + "\", userhash=true";
    }
    if ("utf-8".equalsIgnoreCase(challenge.parameter("charset"))
        && user.chars().anyMatch(c -> c >= 0x80)) {
      return "username*=UTF-8''" + extended(user);
    }
    return "username=" + quoted(user);
  }

  private boolean session() {
    var named = challenge.parameter("algorithm");
    return named != null && named.toLowerCase(Locale.ROOT).endsWith(SESSION);
  }

  private String hash(String text) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is not there", e);
    }
  }

  /// Returns the JDK's name of an algorithm, or null if it is not supported. The default is MD5
  /// (RFC 7616 §3.3).
  private static @Nullable String algorithm(@Nullable String named) {
    var lower = named == null ? "md5" : named.toLowerCase(Locale.ROOT);
    var base =
        lower.endsWith(SESSION) ? lower.substring(0, lower.length() - SESSION.length()) : lower;
    return switch (base) {
      case "md5" -> "MD5";
      case "sha-256" -> "SHA-256";
      case "sha-512-256" -> "SHA-512/256";
      default -> null;
    };
  }

  /// Selects one of the qualities of protection that the server offers; null for none.
  private static @Nullable String qop(@Nullable String offered) {
    if (offered == null) {
      return null;
    }
    var all = Stream.of(offered.split(",")).map(q -> q.strip().toLowerCase(Locale.ROOT)).toList();
    return all.contains("auth") ? "auth" : all.contains("auth-int") ? "auth-int" : null;
  }

  private static String clientNonce() {
    var bytes = new byte[CLIENT_NONCE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// RFC 9110 §5.6.4.
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// RFC 8187 §3.2.
  private static String extended(String text) {
    var out = new StringBuilder();
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "!#$&+-.^_`|~".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
