package dev.spinneret.cli.check;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/// What became of one URL: its own answer, not that of where it redirects to.
///
/// @param linkClass what a link to it is, unless it redirects
/// @param status the HTTP status; 0 when there was no reply
/// @param cause why there is no good answer, as one word; null when the status says it
/// @param detail the same, in words for a person; "" when there is no more to say
/// @param redirect where it redirects to, also if it failed because that is a loop; null when it
///   does not
record Outcome(
    LinkClass linkClass,
    int status,
    @Nullable String cause,
    String detail,
    @Nullable String redirect) {

  private static final int FIRST_ERROR_STATUS = 400;

  /// The outcome of a URL that was requested.
  static Outcome of(PageRecord page) {
    int status = page.status();
    var target = page.redirect();
    return switch (page.verdict()) {
      case Verdict.Failed(var cause, var detail) ->
          new Outcome(
              classOf(cause),
              status,
              cause.label(),
              detail,
              cause == FailureCause.REDIRECT_LOOP && target != null ? target.href() : null);
      case Verdict.Redirected _ when target != null ->
          new Outcome(LinkClass.REDIRECTED, status, null, "", target.href());
      case Verdict _ -> new Outcome(classOf(status), status, null, "", null);
    };
  }

  /// The outcome of a URL that was not requested.
  static Outcome ofSkipped(Verdict verdict) {
    var linkClass =
        switch (verdict) {
          case Verdict.Failed(var cause, _) -> classOf(cause);
          case Verdict.RobotsForbidden _ -> LinkClass.BLOCKED;
          case Verdict _ -> LinkClass.UNCHECKED;
        };
    var cause =
        verdict instanceof Verdict.Failed failed ? failed.cause().label() : verdict.kind().label();
    return new Outcome(linkClass, 0, cause, verdict.detail(), null);
  }

  /// The outcome of a URL whose redirects are not followed to their end.
  ///
  /// @param status of the last one
  static Outcome ofManyRedirects(int status) {
    var cause = FailureCause.TOO_MANY_REDIRECTS;
    return new Outcome(classOf(cause), status, cause.label(), "too many redirects", null);
  }

  /// The outcome of a URL whose redirects lead back to one of them.
  ///
  /// @param status of the last one
  /// @param target where that leads
  static Outcome ofLoop(int status, String target) {
    var cause = FailureCause.REDIRECT_LOOP;
    var detail = "status " + status + " to " + target + ", which led here";
    return new Outcome(classOf(cause), status, cause.label(), detail, null);
  }

  static LinkClass classOf(int status) {
    return switch (status) {
      case 401, 403, 429, 999 -> LinkClass.BLOCKED;
      default -> status < FIRST_ERROR_STATUS ? LinkClass.OK : LinkClass.BROKEN;
    };
  }

  private static LinkClass classOf(FailureCause cause) {
    return switch (cause) {
      case DNS_TIMEOUT, CONNECT_TIMEOUT, TLS_TIMEOUT, FIRST_BYTE_TIMEOUT, TOTAL_TIMEOUT, TOO_SLOW ->
          LinkClass.TIMEOUT;
      case INVALID_URL -> LinkClass.MALFORMED;
      case LOCAL_RESOURCES, INTERNAL_ERROR -> LinkClass.UNCHECKED;
      case DNS_NOT_FOUND,
          DNS_FAILED,
          ADDRESS_FORBIDDEN,
          CONNECT_REFUSED,
          CONNECT_FAILED,
          PROXY_FAILED,
          TLS_EXPIRED,
          TLS_WRONG_HOST,
          TLS_SELF_SIGNED,
          TLS_UNTRUSTED,
          TLS_PROTOCOL,
          RESET,
          CLOSED_EARLY,
          BAD_MESSAGE,
          HEADERS_TOO_LARGE,
          BAD_ENCODING,
          DECOMPRESSION_BOMB,
          REDIRECT_LOOP,
          TOO_MANY_REDIRECTS,
          BAD_REDIRECT ->
          LinkClass.BROKEN;
    };
  }
}
