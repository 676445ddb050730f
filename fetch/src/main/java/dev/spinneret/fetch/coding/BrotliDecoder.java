package dev.spinneret.fetch.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import dev.spinneret.engine.files.NativeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;

/// br (RFC 7932), with brotli4j's native library.
final class BrotliDecoder extends Decoder {
  private static final int INPUT_BYTES = 8 * 1024;

  static {
    var platform = NativeLibrary.forThisMachine("linux-x86_64", "linux-aarch64", "osx-aarch64");
    var file = platform == null ? null : NativeLibrary.load("lib/" + platform + "/libbrotli.so");
    if (file != null) {
      System.setProperty("brotli4j.library.path", file.toString());
    }
  }

  private final DecoderJNI.Wrapper brotli;

  /// @throws CodingException if the native library does not load
  BrotliDecoder(Sink next, RatioLimit limit) throws CodingException {
    super(next, limit);
    if (!Brotli4jLoader.isAvailable()) {
      throw CodingException.corrupt("br cannot be decoded here: its native library does not load");
    }
    try {
      brotli = new DecoderJNI.Wrapper(INPUT_BYTES);
    } catch (IOException e) {
      throw CodingException.corrupt("br cannot be decoded: " + e.getMessage());
    }
  }

  @Override
  boolean decode(ByteBuffer in) throws CodingException {
    while (in.hasRemaining()) {
      if (brotli.getStatus() == DecoderJNI.Status.DONE) {
        return true;
      }
      var input = brotli.getInputBuffer();
      input.clear();
      var count = Math.min(input.remaining(), in.remaining());
      input.put(in.slice(in.position(), count));
      in.position(in.position() + count);
      brotli.push(count);
      if (!drain()) {
        return false;
      }
    }
    return true;
  }

  @Override
  void finish() throws CodingException {
    if (brotli.getStatus() == DecoderJNI.Status.NEEDS_MORE_INPUT) {
      brotli.push(0); // what the last input ends may have waited until its output was taken
      if (!drain()) {
        return;
      }
    }
    if (brotli.getStatus() != DecoderJNI.Status.DONE) {
      throw CodingException.cut("the br data is cut short");
    }
  }

  @Override
  void free() {
    brotli.destroy();
  }

  private boolean drain() throws CodingException {
    while (true) {
      switch (brotli.getStatus()) {
        case OK -> brotli.push(0);
        case NEEDS_MORE_OUTPUT -> {
          var out = brotli.pull(SCRATCH_BYTES);
          if (!emit(out, out.remaining())) {
            return false;
          }
        }
        case NEEDS_MORE_INPUT -> {
          return true;
        }
        case DONE -> {
          while (brotli.hasOutput()) {
            var out = brotli.pull(SCRATCH_BYTES);
            if (!emit(out, out.remaining())) {
              return false;
            }
          }
          return true;
        }
        case ERROR -> throw CodingException.corrupt("the br data is corrupt");
      }
    }
  }
}
