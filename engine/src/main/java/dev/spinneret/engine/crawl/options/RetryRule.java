package dev.spinneret.engine.crawl.options;

import dev.spinneret.engine.crawl.port.FailureCause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a URL is asked for again, and after how long.
///
/// The n-th wait is `first` × 2ⁿ⁻¹, at most `longest`, of which a random part between half and all
/// is taken, so that many URLs that failed together do not come back together.
///
/// @param attemptCount how often a URL is asked for at most; 1 for never again
/// @param first the first wait
/// @param longest the longest wait of this rule
/// @param longestRetryAfter the longest Retry-After that is waited for; a host that asks for more
///   is left alone for the rest of the crawl
public record RetryRule(
    int attemptCount, Duration first, Duration longest, Duration longestRetryAfter) {

  /// What holds when nothing else is said: three attempts, 1 s and 2 s apart.
  public static final RetryRule DEFAULT =
      new RetryRule(3, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10));

  /// Checks the values.
  public RetryRule {
    if (attemptCount < 1) {
      throw new IllegalArgumentException("attempts " + attemptCount + ": at least 1");
    }
  }

  /// Whether a failure may go away by itself.
  ///
  /// @param cause why the fetch failed
  /// @return false when asking again would give the same answer
  public static boolean isTransient(FailureCause cause) {
    return switch (cause) {
      case DNS_FAILED,
          DNS_TIMEOUT,
          CONNECT_REFUSED,
          CONNECT_TIMEOUT,
          CONNECT_FAILED,
          PROXY_FAILED,
          TLS_TIMEOUT,
          FIRST_BYTE_TIMEOUT,
          TOTAL_TIMEOUT,
          RESET,
          CLOSED_EARLY,
          LOCAL_RESOURCES ->
          true;
      case DNS_NOT_FOUND,
          ADDRESS_FORBIDDEN,
          TLS_EXPIRED,
          TLS_WRONG_HOST,
          TLS_SELF_SIGNED,
          TLS_UNTRUSTED,
          TLS_PROTOCOL,
          TOO_SLOW,
          BAD_MESSAGE,
          HEADERS_TOO_LARGE,
          BAD_ENCODING,
          DECOMPRESSION_BOMB,
          REDIRECT_LOOP,
          TOO_MANY_REDIRECTS,
          BAD_REDIRECT,
          INVALID_URL,
          INTERNAL_ERROR ->
          false;
    };
  }

  /// Whether a failure may come from asking a host too much.
  ///
  /// @param cause why the fetch failed
  /// @return true for connections that do not come about or break, and for deadlines
  public static boolean mayBeOverload(FailureCause cause) {
    return switch (cause) {
      case CONNECT_REFUSED,
          CONNECT_TIMEOUT,
          CONNECT_FAILED,
          TLS_TIMEOUT,
          FIRST_BYTE_TIMEOUT,
          TOTAL_TIMEOUT,
          RESET,
          CLOSED_EARLY ->
          true;
      case DNS_NOT_FOUND,
          DNS_FAILED,
          DNS_TIMEOUT,
          ADDRESS_FORBIDDEN,
          PROXY_FAILED,
          TLS_EXPIRED,
          TLS_WRONG_HOST,
          TLS_SELF_SIGNED,
          TLS_UNTRUSTED,
          TLS_PROTOCOL,
          TOO_SLOW,
          BAD_MESSAGE,
          HEADERS_TOO_LARGE,
          BAD_ENCODING,
          DECOMPRESSION_BOMB,
          REDIRECT_LOOP,
          TOO_MANY_REDIRECTS,
          BAD_REDIRECT,
          INVALID_URL,
          LOCAL_RESOURCES,
          INTERNAL_ERROR ->
          false;
    };
  }

  /// Whether a status says that the same request may succeed later.
  ///
  /// @param status an HTTP status
  /// @return true for 408, 425, 429, 502, 503 and 504
  public static boolean isTransient(int status) {
    return switch (status) {
      case 408, 425, 429, 502, 503, 504 -> true;
      default -> false;
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
