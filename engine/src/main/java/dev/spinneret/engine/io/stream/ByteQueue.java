package dev.spinneret.engine.io.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes that have arrived and have not been read.
final class ByteQueue {
  private static final int FIRST_CAPACITY_BYTES = 4 * 1024;
  private static final byte[] EMPTY = {};

  private byte[] bytes = EMPTY;
  private int first;
  private int end;

  int size() {
    return end - first;
  }

  /// Copies all of `src` to the end.
  void add(ByteBuffer src) {
    int count = src.remaining();
    if (bytes.length - end < count) {
      makeRoom(count);
    }
    src.get(bytes, end, count);
    end += count;
  }

  /// Removes and returns the first `count` bytes.
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, first, first + count);
    drop(count);
    return taken;
  }

  /// Moves as many bytes as fit into `dst`.
  int takeInto(ByteBuffer dst) {
    int count = Math.min(size(), dst.remaining());
    dst.put(bytes, first, count);
    drop(count);
    return count;
  }

  /// Drops the first `count` bytes.
  void drop(int count) {
    first += count;
    if (first == end) {
      first = 0;
      end = 0;
      // An idle stream holds no memory.
      bytes = EMPTY;
    }
  }

  /// The index of the first occurrence of `wanted` at `from` or later; -1 if there is none.
  int indexOf(byte[] wanted, int from) {
    for (int at = first + from; at + wanted.length <= end; at++) {
      if (bytes[at] == wanted[0]
          && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at - first;
      }
    }
    return -1;
  }

  private void makeRoom(int count) {
    int size = size();
    int needed = Math.addExact(size, count);
    byte[] to =
        needed <= bytes.length / 2
            ? bytes
            : new byte[Math.max(FIRST_CAPACITY_BYTES, Math.max(needed, 2 * size))];
    System.arraycopy(bytes, first, to, 0, size);
    bytes = to;
    first = 0;
    end = size;
  }
}
