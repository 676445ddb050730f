package dev.spinneret.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Output that has not been sent, in chunks; small writes share one chunk.
final class WriteBuffer {
  private static final int CHUNK_BYTES = 4 * 1024;

  /// How many chunks are written in one call; Linux accepts up to 1024.
  private static final int CHUNKS_PER_CALL = 64;

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private ByteBuffer[] chunks = new ByteBuffer[4];
  private int first;
  private int end;
  private long size;

  /// The free rest of the last chunk.
  private ByteBuffer tail = NONE;

  /// How many bytes it holds.
  long size() {
    return size;
  }

  /// Copies all of `src` to the end.
  void add(ByteBuffer src) {
    size += src.remaining();
    if (tail.hasRemaining() && src.hasRemaining()) {
      int part = Math.min(tail.remaining(), src.remaining());
      tail.put(tail.position(), src, src.position(), part);
      tail.position(tail.position() + part);
      src.position(src.position() + part);
      chunks[end - 1].limit(tail.position());
    }
    if (src.hasRemaining()) {
      var chunk = ByteBuffer.allocate(Math.max(CHUNK_BYTES, src.remaining()));
      chunk.put(src);
      tail = chunk;
      append(chunk.duplicate().flip());
    }
  }

  /// Writes as much as the descriptor accepts in one call.
  ///
  /// @return how many bytes
  long writeTo(StreamDescriptor descriptor) throws IOException {
    long written = descriptor.write(chunks, first, Math.min(CHUNKS_PER_CALL, end - first));
    size -= written;
    while (first < end && !chunks[first].hasRemaining()) {
      chunks[first++] = NONE;
    }
    if (first == end) {
      clear();
    }
    return written;
  }

  /// Drops everything.
  void clear() {
    Arrays.fill(chunks, first, end, NONE);
    first = 0;
    end = 0;
    size = 0;
    tail = NONE;
  }

  private void append(ByteBuffer chunk) {
    if (end == chunks.length) {
      int count = end - first;
      var to = count > chunks.length / 2 ? new ByteBuffer[2 * chunks.length] : chunks;
      System.arraycopy(chunks, first, to, 0, count);
      Arrays.fill(to, count, Math.max(count, Math.min(end, to.length)), NONE);
      chunks = to;
      first = 0;
      end = count;
    }
    chunks[end++] = chunk;
  }
}
