package dev.spinneret.fetch.coding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decodes one coding and passes the result on.
///
/// A subclass receives encoded bytes in [#decode] and passes decoded ones to [#emit]; if that
/// returns false, no more are wanted, and `decode` returns false too.
///
/// Some servers name a coding and send text that they have not encoded. A body that begins with
/// text (UTF-8 without control characters) passes as it is: gzip and zstd begin with other bytes,
/// and 32 such bytes in a row do not occur in compressed data.
abstract class Decoder implements Sink {
  static final int SCRATCH_BYTES = 16 * 1024;
  private static final int SNIFFED_BYTES = 32;

  private final Sink next;
  private final RatioLimit limit;
  private long producedBytes;

  /// The first bytes, until they show what the body is.
  private byte @Nullable [] first = new byte[SNIFFED_BYTES];

  private int firstCount;
  private boolean isPlain;
  private boolean closed;

  Decoder(Sink next, RatioLimit limit) {
    this.next = next;
    this.limit = limit;
  }

  @Override
  public final boolean accept(ByteBuffer in, int at, int count) throws CodingException {
    var sniffed = first;
    if (sniffed == null) {
      return count == 0 || pass(in, at, count);
    }
    int more = Math.min(count, sniffed.length - firstCount);
    in.get(at, sniffed, firstCount, more);
    firstCount += more;
    return firstCount < sniffed.length
        || (begin(sniffed) && (count == more || pass(in, at + more, count - more)));
  }

  private boolean begin(byte[] sniffed) throws CodingException {
    first = null;
    isPlain = isText(sniffed, firstCount);
    return pass(ByteBuffer.wrap(sniffed), 0, firstCount);
  }

  private boolean pass(ByteBuffer in, int at, int count) throws CodingException {
    if (isPlain) {
      limit.check(producedBytes += count);
      return next.accept(in, at, count);
    }
    return decode(in.slice(at, count));
  }

  private static boolean isText(byte[] bytes, int count) {
    // br encodes nothing as one printable byte, and zlib's header may be printable.
    if (count < 2 || (bytes[0] == 'x' && ('x' << 8 | (bytes[1] & 0xff)) % 31 == 0)) {
      return false;
    }
    var text = new String(bytes, 0, count, StandardCharsets.UTF_8);
    int end = text.length();
    if (count == bytes.length && text.charAt(end - 1) == '\ufffd') {
      end--; // the rest of the character comes later
    }
    for (var i = 0; i < end; i++) {
      var c = text.charAt(i);
      boolean isBinary = c == '\ufffd' || (c < ' ' && "\t\n\r\f".indexOf(c) < 0) || c == 0x7f;
      if (isBinary) {
        return false;
      }
    }
    return true;
  }

  /// An empty body is empty in every coding: servers label redirects and errors without a body as
  /// gzip, and curl, Go and browsers read them.
  @Override
  public final void end() throws CodingException {
    var sniffed = first;
    if (sniffed == null || (firstCount > 0 && begin(sniffed))) {
      if (!isPlain) {
        finish();
      }
    }
    next.end();
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      free();
      next.close();
    }
  }

  /// Decodes all of `in`; false when no more bytes are wanted.
  abstract boolean decode(ByteBuffer in) throws CodingException;

  /// Checks that the encoded data is complete.
  abstract void finish() throws CodingException;

  /// Releases native memory; called once.
  abstract void free();

  /// Passes on the bytes of `out` from index 0 to `count`.
  final boolean emit(ByteBuffer out, int count) throws CodingException {
    producedBytes += count;
    limit.check(producedBytes);
    return count == 0 || next.accept(out, 0, count);
  }
}
