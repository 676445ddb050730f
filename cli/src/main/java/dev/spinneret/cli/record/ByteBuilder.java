package dev.spinneret.cli.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Collects the bytes of records, and hands them on in one piece without copying them first.
final class ByteBuilder extends ByteArrayOutputStream {
  /// A longer array is not kept once it is empty.
  private static final int KEPT_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 1 << 12;

  ByteBuilder() {
    super(FIRST_BYTES);
  }

  /// Writes the bytes to `out` and clears the buffer.
  void drainTo(OutputStream out) throws IOException {
    var length = count;
    reset();
    out.write(buf, 0, length);
    shrink();
  }

  /// Appends the bytes to `out`, compressed, and clears the buffer.
  void compressTo(Compressor compressor, ByteBuilder out) {
    compressor.compress(buf, 0, count, out);
    reset();
    shrink();
  }

  private void shrink() {
    if (buf.length > KEPT_BYTES) {
      buf = new byte[FIRST_BYTES];
    }
  }

  /// Makes room for bytes that the caller writes into the array, from [#size] on; it reports how
  /// many with [#advance].
  ///
  /// @param byteCount how many at least
  /// @return the array, until the next call of a method that writes
  byte[] room(int byteCount) {
    var needed = Math.addExact(count, byteCount);
    if (needed > buf.length) {
      buf = Arrays.copyOf(buf, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, 2L * count)));
    }
    return buf;
  }

  /// Counts bytes that were written into [#room].
  void advance(int byteCount) {
    count += byteCount;
  }
}
