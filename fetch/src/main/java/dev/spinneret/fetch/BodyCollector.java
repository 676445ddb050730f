package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.BodyShare;
import dev.spinneret.fetch.coding.Sink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects a body, up to a limit. The announced length is trusted only as far as bytes arrive.
final class BodyCollector implements Sink {
  private static final int UNKNOWN_BYTES = 8 * 1024;
  private static final int TRUSTED_BYTES = 64 * 1024;
  private static final byte[] NOTHING = new byte[0];

  private final int maxBytes;
  private final long announcedBytes;
  private final @Nullable BodyShare memory;
  private byte[] bytes = NOTHING;
  private int length;
  private boolean truncated;

  /// @param announcedBytes the length announced in the head; -1 for none
  /// @param memory accounts for the body's memory; null for no accounting
  BodyCollector(int maxBytes, long announcedBytes, @Nullable BodyShare memory) {
    this.memory = memory;
    this.maxBytes = maxBytes;
    this.announcedBytes = announcedBytes;
  }

  /// Adds bytes; returns false if the limit cut them, so that no more are wanted.
  @Override
  public boolean accept(ByteBuffer in, int at, int count) {
    var fitting = Math.min(count, maxBytes - length);
    if (fitting > bytes.length - length) {
      grow(length + fitting);
    }
    in.get(at, bytes, length, fitting);
    length += fitting;
    truncated = fitting < count;
    return !truncated;
  }

  @Override
  public void end() {}

  @Override
  public void close() {}

  boolean truncated() {
    return truncated;
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// The body, the same array at each call; the collector must not be used for more.
  byte[] take() {
    if (length < bytes.length) {
      bytes = Arrays.copyOf(bytes, length);
    }
    return bytes;
  }

  private void grow(int needed) {
    var wanted =
        bytes.length == 0
            ? announcedBytes < 0 ? UNKNOWN_BYTES : Math.min(announcedBytes, TRUSTED_BYTES)
            : 2L * bytes.length;
    if (announcedBytes >= needed) {
      wanted = Math.min(wanted, announcedBytes);
    }
    int capacity = Math.clamp(wanted, needed, Math.max(needed, maxBytes));
    if (memory != null) {
      memory.take(capacity - bytes.length);
    }
    bytes = Arrays.copyOf(bytes, capacity);
  }
}
