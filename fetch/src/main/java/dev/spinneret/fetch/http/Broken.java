package dev.spinneret.fetch.http;

import dev.spinneret.engine.crawl.port.FailureCause;

/// A fault of the peer.
///
/// @param cause one of a closed list
/// @param detail a description for people
public record Broken(FailureCause cause, String detail) {

  static Broken message(String detail) {
    return new Broken(FailureCause.BAD_MESSAGE, detail);
  }

  static Broken early(String detail) {
    return new Broken(FailureCause.CLOSED_EARLY, detail);
  }

  static Broken tooLarge(String detail) {
    return new Broken(FailureCause.HEADERS_TOO_LARGE, detail);
  }
}
