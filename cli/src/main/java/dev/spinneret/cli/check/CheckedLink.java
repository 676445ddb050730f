package dev.spinneret.cli.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target and what links to it are: a record of the output.
///
/// @param target the target with the links to it
/// @param linkClass what they are
/// @param status the HTTP status at the end of the redirects; 0 when there was no reply
/// @param cause why the target is not there, as one word; null when the status says it
/// @param detail the same, in words for a person; "" when there is no more to say
/// @param chain where redirects lead, one URL after the other; empty without redirects
/// @param isAllowed whether a rule of `--allow` says that this is no fault
record CheckedLink(
    Target target,
    LinkClass linkClass,
    int status,
    @Nullable String cause,
    String detail,
    List<String> chain,
    boolean isAllowed) {

  /// Whether the check fails for it.
  boolean isFault() {
    return linkClass.isFault() && !isAllowed;
  }

  /// What is wrong, in a word or two: `404`, `dns_not_found`, `fragment_missing`.
  String what() {
    return switch (linkClass) {
      case MALFORMED, FRAGMENT_MISSING -> linkClass.label();
      case OK, REDIRECTED, BROKEN, BLOCKED, TIMEOUT, UNCHECKED ->
          cause == null ? String.valueOf(status) : cause;
    };
  }
}
