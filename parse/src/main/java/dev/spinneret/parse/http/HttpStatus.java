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

  /// Whether a status says that the server was asked too much (RFC 6585 §4, RFC 9110 §15.6.4).
  ///
  /// @param status an HTTP status; 0 when there is no reply
  /// @return true for 429 and 503
  public static boolean isRefusal(int status) {
    return status == 429 || status == 503;
  }
}
