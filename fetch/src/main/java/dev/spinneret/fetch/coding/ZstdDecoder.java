package dev.spinneret.fetch.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/// zstd (RFC 8878), with zstd-jni's native library; there may be several frames.
final class ZstdDecoder extends Decoder {
  /// RFC 9659 §3: a window of at most 8 MiB in the content coding.
  private static final int MAX_WINDOW_LOG = 23;

  private final ZstdDecompressCtx zstd;
  private final ByteBuffer input = ByteBuffer.allocateDirect(8 * 1024);
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
  private boolean frameEnded = true;

  /// @throws CodingException if the native library does not load
  ZstdDecoder(Sink next, RatioLimit limit) throws CodingException {
    super(next, limit);
    if (!ZstdLibrary.isAvailable()) {
      throw CodingException.corrupt("zstd cannot be decoded here: its library does not load");
    }
    zstd = new ZstdDecompressCtx().setLongMax(MAX_WINDOW_LOG);
  }

  /// RFC 8878 §3.1: a frame, or one to skip.
  @Override
  boolean mayBegin(byte[] sniffed, int count) {
    return (sniffed[0] == 0x28 && sniffed[1] == (byte) 0xb5)
        || ((sniffed[0] & 0xf0) == 0x50 && sniffed[1] == 0x2a);
  }

  @Override
  boolean decode(ByteBuffer in) throws CodingException {
    while (in.hasRemaining()) {
      var count = Math.min(input.capacity(), in.remaining());
      input.clear().put(in.slice(in.position(), count)).flip();
      in.position(in.position() + count);
      if (!drain()) {
        return false;
      }
    }
    return true;
  }

  @Override
  void finish() throws CodingException {
    if (!frameEnded) {
      throw CodingException.cut("the zstd data is cut short");
    }
  }

  @Override
  void free() {
    zstd.close();
  }

  private boolean drain() throws CodingException {
    try {
      // If the scratch buffer is full, there may be more output even without input.
      do {
        scratch.clear();
        frameEnded = zstd.decompressDirectByteBufferStream(scratch, input);
        if (!emit(scratch, scratch.position())) {
          return false;
        }
      } while (input.hasRemaining() || (!scratch.hasRemaining() && !frameEnded));
      return true;
    } catch (ZstdException e) {
      throw CodingException.corrupt("the zstd data is corrupt: " + e.getMessage());
    }
  }
}
