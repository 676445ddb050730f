package dev.spinneret.engine.poll;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Memory outside the Java heap that functions of the C library read and write; it is freed some
/// time after `bytes` is no longer reachable.
///
/// Read and written as a buffer: the accessors of a memory segment are method handles, and the
/// first use of each kind costs milliseconds.
///
/// @param bytes the memory, zero at first, in the machine's byte order
/// @param address where the C library finds the first of them
public record NativeMemory(ByteBuffer bytes, long address) {
  private static final int ALIGNMENT = 8;

  /// Allocates memory at a multiple of eight octets.
  ///
  /// @param byteSize how many
  /// @return not yet used by anybody else
  public static NativeMemory allocate(int byteSize) {
    var segment = Arena.ofAuto().allocate(byteSize, ALIGNMENT);
    return new NativeMemory(
        segment.asByteBuffer().order(ByteOrder.nativeOrder()), segment.address());
  }
}
