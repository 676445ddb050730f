package dev.spinneret.fetch.coding;

import java.nio.ByteBuffer;

/// Takes the bytes of a body in order.
public interface Sink {

  /// Takes `count` bytes of `in` from index `at`; position and limit of `in` stay as they are.
  ///
  /// @param in read only during the call
  /// @param at index of the first byte
  /// @param count at least 0
  /// @return false when no more bytes are wanted
  /// @throws CodingException if the bytes are corrupt or exceed a limit
  boolean accept(ByteBuffer in, int at, int count) throws CodingException;

  /// Signals the end of the bytes.
  ///
  /// @throws CodingException if they end too early
  void end() throws CodingException;

  /// Releases memory outside the heap. Idempotent.
  void close();
}
