package dev.spinneret.cli.input;

import dev.spinneret.engine.files.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Bytes that are written once and read any number of times, in a temporary file that is gone with
/// the process. One thread writes, and closes the stream before another reads.
public final class Spool implements Closeable {
  private final TemporaryFile file;
  private long length;

  private Spool(TemporaryFile file) {
    this.file = file;
  }

  /// Creates an empty spool.
  ///
  /// @param directory of the temporary file; null for the JVM's
  /// @return closed by the caller
  /// @throws IOException if there can be no temporary file
  public static Spool create(@Nullable Path directory) throws IOException {
    return new Spool(TemporaryFile.create(directory));
  }

  /// Appends.
  ///
  /// @return unbuffered
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        file.write(ByteBuffer.wrap(bytes, from, count), length);
        length += count;
      }
    };
  }

  /// Reads from the start.
  ///
  /// @return unbuffered
  public InputStream input() {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) {
          return 0;
        }
        if (at == length) {
          return -1;
        }
        var read = (int) Math.min(count, length - at);
        file.read(ByteBuffer.wrap(bytes, from, read), at);
        at += read;
        return read;
      }
    };
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
