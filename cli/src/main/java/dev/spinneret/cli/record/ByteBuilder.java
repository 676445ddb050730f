package dev.spinneret.cli.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Collects the bytes of one record, and hands them on in one piece without copying them first.
final class ByteBuilder extends ByteArrayOutputStream {
  ByteBuilder() {
    super(1 << 12);
  }

  /// Hands the bytes on and starts anew.
  void drainTo(OutputStream out) throws IOException {
    var length = count;
    reset();
    out.write(buf, 0, length);
    if (buf.length > 1 << 20) {
      buf = new byte[1 << 12];
    }
  }
}
