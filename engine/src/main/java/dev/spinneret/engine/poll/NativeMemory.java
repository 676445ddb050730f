package dev.spinneret.engine.poll;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Memory outside the Java heap that functions of the C library read and write. It is freed by the
/// garbage collector, after `bytes` has become unreachable.
///
/// It is accessed as a buffer, because the accessors of a memory segment are method handles, and
/// the first use of each kind takes milliseconds.
///
/// @param bytes the memory, initially zero, in native byte order
/// @param address the address of the first byte
public record NativeMemory(ByteBuffer bytes, long address) {
  private static final int ALIGNMENT = 8;

  /// Allocates memory at a multiple of eight octets.
  ///
  /// @param byteSize its size
  /// @return new memory
  public static NativeMemory allocate(int byteSize) {
    var segment = Arena.ofAuto().allocate(byteSize, ALIGNMENT);
    return new NativeMemory(
        segment.asByteBuffer().order(ByteOrder.nativeOrder()), segment.address());
  }
}
