package dev.spinneret.engine.crawl.port;

/// How a resource is requested, and how much of the reply is read.
public enum FetchMethod {
  /// GET, and the body is read.
  GET("GET"),
  /// HEAD: the reply has no body (RFC 9110 §9.3.2).
  HEAD("HEAD"),
  /// GET, but the reply is read only up to the end of its head; its body is dropped.
  GET_WITHOUT_BODY("GET");

  private final String token;

  FetchMethod(String token) {
    this.token = token;
  }

  /// The method as written in the request line.
  ///
  /// @return `GET` or `HEAD`
  public String token() {
    return token;
  }
}
