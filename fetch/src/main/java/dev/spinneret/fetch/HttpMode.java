package dev.spinneret.fetch;

/// Which HTTP version requests are sent in.
public enum HttpMode {
  /// 1.0 with Host and keep-alive; 1.1 to an origin that has answered in 1.1, or with 426 or 505.
  AUTO,
  /// Always 1.0.
  HTTP_1_0,
  /// Always 1.1.
  HTTP_1_1
}
