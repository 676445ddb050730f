package dev.spinneret.fetch.tls;

import dev.spinneret.engine.poll.NativeMemory;
import dev.spinneret.engine.poll.Spares;
import java.nio.ByteBuffer;

/// Native memory for the time of one call into BoringSSL. Nothing waits meanwhile, so there are as
/// many as threads call at the same time, and connections have none of their own.
final class NativeScratch implements AutoCloseable {
  /// Room for the plaintext of a record.
  static final int PLAIN_BYTES = TlsEngine.MAX_PLAIN_BYTES;

  /// Room for a record of so much plaintext, with its header, padding and authentication.
  static final int OUT_BYTES = PLAIN_BYTES + 2 * 1024;

  private static final Spares<NativeScratch> SPARES = new Spares<>(16, NativeScratch::new);

  final NativeMemory in = allocate(TlsEngine.MAX_INPUT_BYTES);
  final NativeMemory plain = allocate(PLAIN_BYTES);
  final NativeMemory out = allocate(OUT_BYTES);

  private NativeScratch() {}

  static NativeScratch take() {
    return SPARES.take();
  }

  /// Makes it available to the next call.
  @Override
  public void close() {
    SPARES.give(this);
  }

  static NativeMemory allocate(int bytes) {
    return NativeMemory.allocate(bytes);
  }

  /// Moves octets to native memory, as many as it has room for.
  ///
  /// @return how many
  static int stage(ByteBuffer src, NativeMemory memory) {
    var to = memory.bytes().clear();
    var count = Math.min(src.remaining(), to.capacity());
    to.put(0, src, src.position(), count);
    src.position(src.position() + count);
    return count;
  }
}
