package dev.spinneret.fetch.coding;

import java.nio.ByteBuffer;

/// Decodes one coding and passes the result on.
///
/// A subclass receives encoded bytes in [#decode] and passes decoded ones to [#emit]; if that
/// returns false, no more are wanted, and `decode` returns false too.
abstract class Decoder implements Sink {
  static final int SCRATCH_BYTES = 16 * 1024;

  private final Sink next;
  private final RatioLimit limit;
  private long producedBytes;
  private boolean fed;
  private boolean closed;

  Decoder(Sink next, RatioLimit limit) {
    this.next = next;
    this.limit = limit;
  }

  @Override
  public final boolean accept(ByteBuffer in, int at, int count) throws CodingException {
    fed |= count > 0;
    return count == 0 || decode(in.slice(at, count));
  }

  /// An empty body is empty in every coding: servers label redirects and errors without a body as
  /// gzip, and curl, Go and browsers read them.
  @Override
  public final void end() throws CodingException {
    if (fed) {
      finish();
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
