package dev.spinneret.fetch.tls;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Octets that wait to be sent, collected in memory of the Java heap.
final class Outputs {
  private Outputs() {}

  /// Appends octets to those that wait.
  ///
  /// @param waiting null for none
  /// @param octets are read from index 0, wherever its position is
  /// @param count how many
  /// @return all of them, to be read; null for none
  static @Nullable ByteBuffer append(@Nullable ByteBuffer waiting, ByteBuffer octets, int count) {
    if (count == 0) {
      return waiting;
    }
    var before = waiting == null ? 0 : waiting.remaining();
    var all = ByteBuffer.allocate(before + count);
    if (waiting != null) {
      all.put(waiting);
    }
    all.put(before, octets, 0, count);
    return all.clear();
  }
}
