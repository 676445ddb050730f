package dev.spinneret.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Buffers between exchanges.
///
/// On a loop, all exchanges read into one large buffer, which each empties before it suspends: a
/// fetch that waits for its reply holds no buffer. Threads block within the read, so each exchange
/// has its own buffer; the number of large ones is limited, and the remaining exchanges use small
/// ones.
final class BufferPool {
  static final int SMALL_BYTES = 2 * 1024;
  static final int LARGE_BYTES = 64 * 1024;
  private static final int MAX_LARGE = 128;
  private static final int MAX_FREE_SMALL = 1_024;

  private final Dialer dialer;
  private final @Nullable ByteBuffer shared;
  private final ArrayDeque<ByteBuffer> small = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> large = new ArrayDeque<>();
  private int largeCount;

  BufferPool(Dialer dialer) {
    this.dialer = dialer;
    this.shared = dialer.sharesBuffers() ? dialer.allocate(LARGE_BYTES) : null;
  }

  /// An empty small buffer.
  ByteBuffer takeSmall() {
    synchronized (small) {
      var free = small.poll();
      if (free != null) {
        return free.clear();
      }
    }
    return dialer.allocate(SMALL_BYTES);
  }

  /// Returns an empty buffer to read into: the shared one, if there is one. The caller must clear
  /// it before its task suspends.
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
    return dialer.allocate(LARGE_BYTES);
  }

  /// Whether other exchanges also read into this buffer.
  @SuppressWarnings("ReferenceEquality") // This very buffer, not one with the same bytes.
  boolean isShared(ByteBuffer buffer) {
    return buffer == shared;
  }

  /// Returns a buffer to the pool, whatever it contains. One of another size is dropped.
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
