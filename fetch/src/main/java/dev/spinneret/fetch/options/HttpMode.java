package dev.spinneret.fetch.options;

/// Which HTTP version requests are sent in.
public enum HttpMode {
  /// 1.1, and 1.0 for an origin that does not support 1.1.
  AUTO,
  /// Always 1.0, with Host and keep-alive.
  HTTP_1_0,
  /// Always 1.1.
  HTTP_1_1
}
