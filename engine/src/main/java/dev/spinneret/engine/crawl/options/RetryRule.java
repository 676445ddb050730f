package dev.spinneret.engine.crawl.options;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.parse.http.HttpStatus;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a URL is requested again, after which wait, and when a host is given up.
///
/// The n-th wait is `first` × 2ⁿ⁻¹, at most `longest`, of which a random part between half and all
/// is taken, so that many URLs that failed together are not retried together.
///
/// @param attemptCount how often a URL is requested at most, at least 1
/// @param first the first wait
/// @param longest the longest wait of this rule
/// @param maxRetryAfter the longest Retry-After that is waited for; a page that asks for more is
///   not requested again, and a host of which several pages in a row do is left alone for the rest
///   of the crawl
/// @param hostFailureCount after how many failures in a row, none of them a reply, a host is given
///   up; at least 1
public record RetryRule(
    int attemptCount,
    Duration first,
    Duration longest,
    Duration maxRetryAfter,
    int hostFailureCount) {

  /// Three attempts, 1 s and 2 s apart; a host is given up after 20 failures.
  public static final RetryRule DEFAULT =
      new RetryRule(3, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), 20);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is less than 1
  public RetryRule {
    if (attemptCount < 1) {
      throw new IllegalArgumentException("attempts " + attemptCount + ": at least 1");
    }
    if (hostFailureCount < 1) {
      throw new IllegalArgumentException("host failures " + hostFailureCount + ": at least 1");
    }
  }

  /// The same rule with another number of attempts.
  ///
  /// @param newAttemptCount how often a URL is requested at most
  /// @return a copy
  public RetryRule withAttemptCount(int newAttemptCount) {
    return new RetryRule(newAttemptCount, first, longest, maxRetryAfter, hostFailureCount);
  }

  /// The same rule with another limit for hosts.
  ///
  /// @param newHostFailureCount after how many failures in a row a host is given up
  /// @return a copy
  public RetryRule withHostFailureCount(int newHostFailureCount) {
    return new RetryRule(attemptCount, first, longest, maxRetryAfter, newHostFailureCount);
  }

  /// What a failure says about further requests.
  private enum Outlook {
    /// They fail in the same way.
    PERMANENT,
    /// It may go away by itself.
    TRANSIENT,
    /// It may go away by itself, and sooner if the host gets fewer requests.
    OVERLOAD
  }

  private static Outlook outlook(FailureCause cause) {
    return switch (cause) {
      case CONNECT_REFUSED,
          CONNECT_TIMEOUT,
          CONNECT_FAILED,
          PROXY_FAILED,
          TLS_TIMEOUT,
          FIRST_BYTE_TIMEOUT,
          TOTAL_TIMEOUT,
          TOO_SLOW,
          RESET,
          CLOSED_EARLY ->
          Outlook.OVERLOAD;
      case DNS_FAILED, DNS_TIMEOUT, LOCAL_RESOURCES -> Outlook.TRANSIENT;
      case DNS_NOT_FOUND,
          ADDRESS_FORBIDDEN,
          TLS_EXPIRED,
          TLS_WRONG_HOST,
          TLS_SELF_SIGNED,
          TLS_UNTRUSTED,
          TLS_PROTOCOL,
          BAD_MESSAGE,
          HEADERS_TOO_LARGE,
          BAD_ENCODING,
          DECOMPRESSION_BOMB,
          REDIRECT_LOOP,
          TOO_MANY_REDIRECTS,
          BAD_REDIRECT,
          INVALID_URL,
          INTERNAL_ERROR ->
          Outlook.PERMANENT;
    };
  }

  /// Whether a failure may go away by itself.
  ///
  /// @param cause why the fetch failed
  /// @return false if another request would fail in the same way
  public static boolean isTransient(FailureCause cause) {
    return outlook(cause) != Outlook.PERMANENT;
  }

  /// Whether a failure may be caused by overloading a host.
  ///
  /// @param cause why the fetch failed
  /// @return true for connections that cannot be made or break, also those of a proxy, and for
  ///   deadlines
  public static boolean mayBeOverload(FailureCause cause) {
    return outlook(cause) == Outlook.OVERLOAD;
  }

  /// Whether a status says that the same request may succeed later. 520 to 524 are what 502 and 504
  /// are, of Cloudflare. 500 is as often permanent, and a matter of its own.
  ///
  /// @param status an HTTP status
  /// @return true for 408, 425, 502, 504, 520 to 524, and for refusals
  public static boolean isTransient(int status) {
    return switch (status) {
      case 408, 425, 502, 504, 520, 521, 522, 523, 524 -> true;
      default -> HttpStatus.isRefusal(status);
    };
  }

  /// How long to wait before the next attempt.
  ///
  /// @param failedCount attempts so far, 1 or more
  /// @param random gives the jitter
  /// @return nanoseconds
  public long backOffNanos(int failedCount, RandomGenerator random) {
    double whole =
        Math.min(
            (double) longest.toNanos(),
            (double) first.toNanos() * Math.pow(2, Math.min(failedCount - 1, 60)));
    return (long) (whole * (0.5 + random.nextDouble() / 2));
  }
}
