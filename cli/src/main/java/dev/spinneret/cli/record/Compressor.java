package dev.spinneret.cli.record;

/// Compresses one piece of data after another, each so that it can be read without the others.
/// Holds native memory until it is closed. Used by one thread.
interface Compressor extends AutoCloseable {
  /// Compresses a piece.
  ///
  /// @param from where it begins
  /// @param count its length in bytes
  /// @param out the compressed piece is appended to it
  void compress(byte[] bytes, int from, int count, ByteBuilder out);

  @Override
  void close();
}
