package dev.spinneret.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Buffers between exchanges.
///
/// On a loop, all exchanges read into one large buffer, which each has emptied whenever it
/// suspends: a fetch that waits for its reply holds no buffer at all. Threads wait within the read,
/// so each exchange has a buffer of its own; there are only so many large ones, and an exchange
/// that gets none makes do with a small one.
final class BufferPool {
  static final int SMALL_BYTES = 2 * 1024;
  static final int LARGE_BYTES = 64 * 1024;
  private static final int MAX_LARGE = 128;
  private static final int MAX_FREE_SMALL = 1_024;

  private final Transport transport;
  private final @Nullable ByteBuffer shared;
  private final ArrayDeque<ByteBuffer> small = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> large = new ArrayDeque<>();
  private int largeCount;

  BufferPool(Transport transport) {
    this.transport = transport;
    this.shared = transport.sharesBuffers() ? transport.allocate(LARGE_BYTES) : null;
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

  /// An empty buffer to read into: the shared one, where there is one. Whoever has that must leave
  /// it cleared whenever its task suspends.
  ByteBuffer takeReading() {
    if (shared != null) {
      return shared;
    }
    synchronized (small) {
      var free = large.poll();
      if (free != null) {
        return free.clear();
      }
      if (largeCount == MAX_LARGE) {
        return takeSmall();
      }
      largeCount++;
    }
    return transport.allocate(LARGE_BYTES);
  }

  /// Whether others read into this buffer too.
  @SuppressWarnings("ReferenceEquality") // This very buffer, not one with the same bytes.
  boolean isShared(ByteBuffer buffer) {
    return buffer == shared;
  }

  /// Takes back a buffer, whatever it holds. One of another size is dropped.
  void give(ByteBuffer buffer) {
    if (isShared(buffer)) {
      buffer.clear();
      return;
    }
    synchronized (small) {
      if (buffer.capacity() == LARGE_BYTES) {
        large.push(buffer);
      } else if (buffer.capacity() == SMALL_BYTES && small.size() < MAX_FREE_SMALL) {
        small.push(buffer);
      }
    }
  }
}
