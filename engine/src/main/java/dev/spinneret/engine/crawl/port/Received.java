package dev.spinneret.engine.crawl.port;

/// A reply as it came over the connection, byte for byte. Nobody changes its arrays.
public final class Received {
  private final byte[] head;
  private final byte[] rest;
  private final boolean chunked;

  /// Creates it from its two parts.
  ///
  /// @param head status line and fields, with the empty line
  /// @param rest the body with its codings; the array of [Reply#body] if there are none
  /// @param chunked whether `rest` is in chunks (RFC 9112 §7.1)
  public Received(byte[] head, byte[] rest, boolean chunked) {
    this.head = head;
    this.rest = rest;
    this.chunked = chunked;
  }

  /// Status line and fields, with the empty line.
  ///
  /// @return not a copy
  public byte[] head() {
    return head;
  }

  /// What follows the head: the body with its transfer and content codings.
  ///
  /// @return not a copy
  public byte[] rest() {
    return rest;
  }

  /// Whether [#rest] is in chunks, perhaps with trailers behind them.
  ///
  /// @return false if it is the payload
  public boolean chunked() {
    return chunked;
  }
}
