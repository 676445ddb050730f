package dev.spinneret.fetch.tls;

import java.nio.ByteBuffer;

/// Octets that have arrived and not been read. They are read where they lie, in the buffer that a
/// transport lends for the time of a call; only what the call leaves over is copied.
final class ArrivedOctets {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteBuffer octets = NONE;

  /// Adds octets at the end.
  ///
  /// @param data may be changed after the next [#keep]
  void lend(ByteBuffer data) {
    octets = octets.hasRemaining() ? joined(octets, data) : data;
  }

  /// Ends the loan.
  void keep() {
    octets = octets.hasRemaining() ? joined(octets, NONE) : NONE;
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip();
  }

  boolean areThere() {
    return octets.hasRemaining();
  }

  /// All of them; whoever reads moves its position.
  ByteBuffer octets() {
    return octets;
  }
}
