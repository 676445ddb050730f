package dev.spinneret.fetch.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers the challenges of one origin with one login.
///
/// An answer belongs to the request that was challenged, until the server has accepted it; then it
/// goes with every further request (RFC 7617 §2.2, RFC 7616 §3.6). So concurrent requests do not
/// use each other's nonces, which some servers accept only once (RFC 7616 §3.3).
///
/// A challenge to a request that carried an answer is a refusal, unless it only replaces a nonce:
/// some servers say so with `stale`, others only send a new nonce, which is accepted if they have
/// accepted the login for that realm before. May be used by tasks and threads alike.
public final class Authenticator {
  private final Login login;
  private final AuthScheme allowed;
  private volatile @Nullable Authorization current;
  private volatile boolean accepted;

  /// Creates the authenticator of an origin that has not sent a challenge yet.
  ///
  /// @param login what it answers with
  /// @param allowed BASIC sends credentials with the first request, the others after a challenge
  public Authenticator(Login login, AuthScheme allowed) {
    this.login = login;
    this.allowed = allowed;
    this.current = allowed == AuthScheme.BASIC ? new Basic(login) : null;
  }

  /// Returns what to send with a request that has not been challenged.
  ///
  /// @return null for nothing
  public @Nullable Authorization current() {
    return current;
  }

  /// Records that a request was not challenged.
  ///
  /// @param sent what it carried
  public void accepted(Authorization sent) {
    if (current != sent || !accepted) {
      current = sent;
      accepted = true;
    }
  }

  /// Answers the challenges of a reply.
  ///
  /// @param sent what the request carried; null for nothing
  /// @param fields the WWW-Authenticate fields of the reply
  /// @return what to send when the request is repeated; null if repeating it would not help
  public @Nullable Authorization challenged(@Nullable Authorization sent, List<String> fields) {
    var next = answer(Challenge.parse(fields));
    if (next == null || (sent != null && !replaces(sent, next))) {
      if (current == null) {
        current = sent; // refused, as it will be at the next URL: that costs one request, not two
      }
      return null;
    }
    return next;
  }

  private boolean replaces(Authorization sent, Authorization next) {
    return switch (next) {
      case Basic _ -> false;
      case Digest digest -> sent instanceof Basic || digest.replacesStale() || isKnown(digest);
    };
  }

  private boolean isKnown(Digest next) {
    return accepted && current instanceof Digest digest && digest.hasRealmOf(next);
  }

  /// Digest is preferred to Basic, which reveals the password; of several Digest challenges, the
  /// first supported one is used (RFC 7616 §3.7).
  private @Nullable Authorization answer(List<Challenge> challenges) {
    if (allowed != AuthScheme.BASIC) {
      for (var challenge : challenges) {
        var digest = challenge.scheme().equals("digest") ? Digest.of(challenge, login) : null;
        if (digest != null) {
          return digest;
        }
      }
    }
    var basic = challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
    return basic && allowed != AuthScheme.DIGEST ? new Basic(login) : null;
  }
}
