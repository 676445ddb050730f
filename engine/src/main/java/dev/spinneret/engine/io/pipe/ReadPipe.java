package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.io.stream.StreamReader;

/// The reading end of a pipe as a stream. It closes itself at the end of the stream.
///
/// @param reader the bytes from the pipe
/// @param transport feeds the reader
public record ReadPipe(StreamReader reader, Transport transport) implements AutoCloseable {
  @Override
  public void close() {
    transport.close();
  }
}
