package dev.spinneret.cli.check;

import java.util.Locale;

/// What a link turned out to be.
enum LinkClass {
  /// The target is there.
  OK(false),
  /// The target is there, at another URL.
  REDIRECTED(false),
  /// The target is not there: a status of 400 or more, no such host, a loop of redirects.
  BROKEN(true),
  /// The target's server refuses programs or strangers: status 401, 403, 429 or 999, or its
  /// robots.txt. A person with a browser may see it.
  BLOCKED(false),
  /// The target's server did not answer in time.
  TIMEOUT(true),
  /// The reference is no valid URL.
  MALFORMED(true),
  /// The page is there, and nothing in it has the name of the fragment.
  FRAGMENT_MISSING(true),
  /// The target was not requested: it is excluded, the check ended before its turn, or this program
  /// or machine failed.
  UNCHECKED(false);

  private final boolean fault;

  LinkClass(boolean fault) {
    this.fault = fault;
  }

  /// The stable name for outputs.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether such a link is a fault of the site, for which a check fails.
  boolean isFault() {
    return fault;
  }
}
