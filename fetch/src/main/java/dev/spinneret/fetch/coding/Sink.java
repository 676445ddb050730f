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
  /// @throws CodingException when the bytes are corrupt or break a limit
  boolean accept(ByteBuffer in, int at, int count) throws CodingException;

  /// Says that all bytes have come.
  ///
  /// @throws CodingException when they are cut short
  void end() throws CodingException;

  /// Frees what is held outside the heap; may be called again.
  void close();
}
