package dev.spinneret.cli.record;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// What an [OutputThread] hands to its target in one write: some whole records, compressed or not.
final class Chunk implements AutoCloseable {
  private final ByteBuilder plain = new ByteBuilder();
  private final ByteBuilder packed = new ByteBuilder();
  private final @Nullable Compressor compressor;
  private final boolean eachWrite;
  private int plainBytes;

  Chunk(Packing packing) {
    compressor = packing.compression().open(packing.level());
    eachWrite = packing.eachWrite();
  }

  /// Adds the bytes of one write.
  void add(byte[] bytes) {
    plainBytes += bytes.length;
    if (compressor != null && eachWrite) {
      compressor.compress(bytes, 0, bytes.length, packed);
    } else {
      plain.write(bytes, 0, bytes.length);
    }
  }

  /// How much was added since the chunk was empty.
  int plainBytes() {
    return plainBytes;
  }

  /// Writes everything, and is empty then.
  ///
  /// @return how many bytes that made
  int drainTo(OutputStream out) throws IOException {
    if (compressor != null && plain.size() > 0) {
      plain.compressTo(compressor, packed);
    }
    plainBytes = 0;
    var whole = packed.size() > 0 ? packed : plain;
    var bytes = whole.size();
    whole.drainTo(out);
    return bytes;
  }

  @Override
  public void close() {
    if (compressor != null) {
      compressor.close();
    }
  }
}
