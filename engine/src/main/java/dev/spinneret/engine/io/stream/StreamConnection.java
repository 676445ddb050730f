package dev.spinneret.engine.io.stream;

/// The two directions of one connection. Closing it closes the writer.
///
/// @param reader the bytes from the peer
/// @param writer the bytes to the peer
public record StreamConnection(StreamReader reader, StreamWriter writer) implements AutoCloseable {
  @Override
  public void close() {
    writer.close();
  }
}
