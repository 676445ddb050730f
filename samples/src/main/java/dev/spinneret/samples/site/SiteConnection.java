package dev.spinneret.samples.site;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What the site needs of a client's connection, encrypted or not. Used by one task.
interface SiteConnection extends AutoCloseable {
  /// Reads what is there, suspending until it is at least one byte; see [Connection#read].
  ///
  /// @return how many bytes; -1 at the end of the stream
  int read(ByteBuffer dst) throws IOException;

  /// Writes all of `src`, suspending while the client takes no more.
  void write(ByteBuffer src) throws IOException;

  @Override
  void close();

  static SiteConnection of(Connection connection) {
    return new SiteConnection() {
      @Override
      public int read(ByteBuffer dst) throws IOException {
        return connection.read(dst);
      }

      @Override
      public void write(ByteBuffer src) throws IOException {
        connection.write(src);
      }

      @Override
      public void close() {
        connection.close();
      }
    };
  }

  /// A pair of streams.
  ///
  /// @param closed gets a result when the connection is closed
  static SiteConnection of(StreamReader reader, StreamWriter writer, Future<Boolean> closed) {
    return new SiteConnection() {
      @Override
      public int read(ByteBuffer dst) throws IOException {
        return reader.read(dst);
      }

      @Override
      public void write(ByteBuffer src) throws IOException {
        writer.write(src);
        writer.drain();
      }

      @Override
      public void close() {
        writer.close();
        if (!closed.isDone()) {
          closed.setResult(true);
        }
      }
    };
  }
}
