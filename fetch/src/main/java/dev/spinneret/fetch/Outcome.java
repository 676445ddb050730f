package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.fetch.Exchange.Answer;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How an exchange ended: with an answer or with a failure.
///
/// @param reused whether its connection had been used before
record Outcome(
    @Nullable Answer answer,
    @Nullable PeerException failure,
    @Nullable InetAddress remote,
    boolean reused) {

  /// The status of the answer; 0 if there is none.
  int status() {
    return answer == null ? 0 : answer.head().status();
  }

  /// Whether the connection was of no use: the server had closed it before the request reached it,
  /// or with a 408 for the idleness (RFC 9110 §15.5.9), or no reply came over it. The next exchange
  /// opens a new one.
  boolean connectionHadDied() {
    if (!reused) {
      return false;
    }
    return answer == null
        ? failure != null && failure.untouched()
        : status() == 408 && !answer.reusable();
  }

  /// Whether the first request of a connection may be answered otherwise. Some servers understand
  /// no second one, and 421 is about the connection (RFC 9110 §15.5.20).
  boolean isBadRequest() {
    return status() == 400 || status() == 421;
  }

  /// Whether the server answers over other connections only.
  boolean isStalled() {
    return failure != null && failure.isStalled();
  }

  /// The reply, or what happened in its place.
  ///
  /// @param cookiesChanged whether this or an earlier exchange has changed the cookies
  /// @throws PeerException the failure
  Reply reply(boolean cookiesChanged) throws PeerException {
    if (answer == null) {
      throw Objects.requireNonNull(failure);
    }
    var body = answer.body();
    var raw = answer.raw();
    var reply =
        new Reply(
            status(),
            answer.head().headers(),
            body.take(),
            answer.truncated(),
            remote,
            raw == null ? null : raw.take());
    return cookiesChanged ? reply.withCookiesChanged() : reply;
  }

  /// Whether the status may mean that the fields of the request are too large.
  boolean refusesFields() {
    return switch (status()) {
      case 400, 413, 431 -> true;
      default -> false;
    };
  }
}
