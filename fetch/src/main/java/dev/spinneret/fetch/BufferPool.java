package dev.spinneret.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Buffers between exchanges.
///
/// A small buffer is what a fetch holds while it waits for its reply, so it decides how much memory
/// thousands of waiting fetches take. A large one serves a body that comes faster; there are only
/// so many of them, and a body that gets none goes through its small one.
final class BufferPool {
  static final int SMALL_BYTES = 2 * 1024;
  static final int LARGE_BYTES = 32 * 1024;
  private static final int MAX_LARGE = 128;
  private static final int MAX_FREE_SMALL = 1_024;

  private final Transport transport;
  private final ArrayDeque<ByteBuffer> small = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> large = new ArrayDeque<>();
  private int largeCount;

  BufferPool(Transport transport) {
    this.transport = transport;
  }

  /// An empty small buffer.
  ByteBuffer takeSmall() {
    synchronized (small) {
      var free = small.poll();
      if (free != null) {
        return free.clear();
      }
    }
    return transport.allocate(SMALL_BYTES);
  }

  /// An empty large buffer; null when all are in use.
  @Nullable ByteBuffer takeLarge() {
    synchronized (small) {
      var free = large.poll();
      if (free != null) {
        return free.clear();
      }
      if (largeCount == MAX_LARGE) {
        return null;
      }
      largeCount++;
    }
    return transport.allocate(LARGE_BYTES);
  }

  void give(ByteBuffer buffer) {
    synchronized (small) {
      if (buffer.capacity() == LARGE_BYTES) {
        large.push(buffer);
      } else if (small.size() < MAX_FREE_SMALL) {
        small.push(buffer);
      }
    }
  }
}
