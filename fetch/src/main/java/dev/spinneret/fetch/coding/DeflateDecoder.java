package dev.spinneret.fetch.coding;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// deflate: by RFC 9110 §8.4.1.2 a zlib stream (RFC 1950); many old servers send bare deflate data
/// (RFC 1951), which curl and browsers also accept. The first two bytes distinguish the two.
final class DeflateDecoder extends Decoder {
  private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
  private @Nullable Inflater inflater;
  private int first = -1;

  DeflateDecoder(Sink next, RatioLimit limit) {
    super(next, limit);
  }

  /// RFC 1950 §2.2: the method is 8 and the two bytes are a multiple of 31.
  static boolean isZlib(byte[] bytes) {
    return isZlib(bytes[0] & 0xff, bytes[1] & 0xff);
  }

  private static boolean isZlib(int first, int second) {
    return (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
  }

  @Override
  @Nullable Decoder other(byte[] sniffed, Sink to, RatioLimit shared) {
    return GzipDecoder.isGzip(sniffed) ? new GzipDecoder(to, shared) : null;
  }

  @Override
  boolean decode(ByteBuffer in) throws CodingException {
    if (inflater != null) {
      return inflate(inflater, in);
    }
    if (first < 0) {
      first = in.get() & 0xff;
      if (!in.hasRemaining()) {
        return true;
      }
    }
    var second = in.get(in.position()) & 0xff;
    inflater = new Inflater(!isZlib(first, second));
    return inflate(inflater, ByteBuffer.wrap(new byte[] {(byte) first})) && inflate(inflater, in);
  }

  @Override
  void finish() throws CodingException {
    if (inflater == null || !inflater.finished()) {
      throw CodingException.cut("the deflate data is cut short");
    }
  }

  @Override
  void free() {
    if (inflater != null) {
      inflater.end();
    }
  }

  /// Anything after the end of the data is ignored, as in curl.
  private boolean inflate(Inflater with, ByteBuffer in) throws CodingException {
    with.setInput(in);
    try {
      while (!with.finished()) {
        var count = with.inflate(scratch.array());
        if (!emit(scratch, count)) {
          return false;
        }
        if (with.needsDictionary()) {
          throw CodingException.corrupt("the deflate data needs a dictionary");
        }
        if (count == 0 && with.needsInput()) {
          return true;
        }
      }
      return true;
    } catch (DataFormatException e) {
      throw CodingException.corrupt("the deflate data is corrupt: " + e.getMessage());
    }
  }
}
