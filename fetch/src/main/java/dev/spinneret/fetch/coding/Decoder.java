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
/// and 32 such bytes in a row do not occur in compressed data. If the coded data cannot begin so,
/// text in any other encoding passes, too. Others confuse gzip and deflate: the first bytes decide.
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
  private @Nullable Decoder other;
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
    isPlain =
        isText(sniffed, firstCount)
            || (!mayBegin(sniffed, firstCount) && isOtherText(sniffed, firstCount));
    other = isPlain ? null : other(sniffed, next, limit);
    return pass(ByteBuffer.wrap(sniffed), 0, firstCount);
  }

  private boolean pass(ByteBuffer in, int at, int count) throws CodingException {
    if (isPlain) {
      limit.check(producedBytes += count);
      return next.accept(in, at, count);
    }
    var data = in.slice(at, count);
    return other == null ? decode(data) : other.decode(data);
  }

  /// Whether data of this coding may begin with these bytes. Call with at least two.
  boolean mayBegin(byte[] sniffed, int count) {
    return true;
  }

  /// The decoder for a body that is in another coding than its name says.
  ///
  /// @return null if it is in this one
  @Nullable Decoder other(byte[] sniffed, Sink to, RatioLimit shared) {
    return null;
  }

  /// Text in an encoding of the web's past, or in UTF-16 with a byte order mark.
  private static boolean isOtherText(byte[] bytes, int count) {
    int mark = count < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (mark == 0xfeff || mark == 0xfffe) {
      return true;
    }
    for (var i = 0; i < count; i++) {
      if (isControl((char) (bytes[i] & 0xff))) {
        return false;
      }
    }
    return count >= 2;
  }

  private static boolean isControl(char c) {
    return (c < ' ' && "\t\n\r\f".indexOf(c) < 0) || c == 0x7f;
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
      if (c == '\ufffd' || isControl(c)) {
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
      if (other != null) {
        other.finish();
      } else if (!isPlain) {
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
      if (other != null) {
        other.free();
      }
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
