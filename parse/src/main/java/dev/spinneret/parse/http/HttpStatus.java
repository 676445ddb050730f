package dev.spinneret.parse.http;

/// What classes of HTTP status codes mean (RFC 9110 §15).
public final class HttpStatus {
  private HttpStatus() {}

  /// Whether a status says that the request succeeded (RFC 9110 §15.3).
  ///
  /// @param status an HTTP status; 0 when there is no reply
  /// @return true for 2xx
  public static boolean isSuccess(int status) {
    return status / 100 == 2;
  }

  /// Whether a status says that the server was asked too much (RFC 6585 §4, RFC 9110 §15.6.4), also
  /// by a number that no standard has: 420 and 529 are what 429 and 503 are.
  ///
  /// @param status an HTTP status; 0 when there is no reply
  /// @return true for 420, 429, 503 and 529
  public static boolean isRefusal(int status) {
    return status == 420 || status == 429 || status == 503 || status == 529;
  }

  /// Whether a status means that if there is a Retry-After field, too.
  ///
  /// @param status an HTTP status; 0 when there is no reply
  /// @return true for 403, 413 and 5xx
  public static boolean mayBeRefusal(int status) {
    return status == 403 || status == 413 || status / 100 == 5;
  }
}
