package dev.spinneret.fetch;

import dev.spinneret.fetch.Exchange.Answer;
import java.net.InetAddress;
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

  /// Whether the server had closed the idle connection: before the request reached it, or with a
  /// 408 for the idleness (RFC 9110 §15.5.9). The next exchange opens a new one.
  boolean connectionHadDied() {
    if (!reused) {
      return false;
    }
    return answer == null
        ? failure != null && failure.untouched()
        : status() == 408 && !answer.reusable();
  }

  /// Whether the server answers over other connections only.
  boolean isStalled() {
    return failure != null && failure.isStalled();
  }

  /// Whether the status may mean that the fields of the request are too large.
  boolean refusesFields() {
    return switch (status()) {
      case 400, 413, 431 -> true;
      default -> false;
    };
  }
}
