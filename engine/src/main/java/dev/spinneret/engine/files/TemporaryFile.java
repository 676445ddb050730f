package dev.spinneret.engine.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file that lives no longer than the process, readable by its owner alone.
///
/// It has no name: it is unlinked as soon as it is open, so that its space is free again however
/// the process ends. Where an open file cannot be unlinked, closing it deletes it. One descriptor,
/// at any size.
public final class TemporaryFile implements Closeable {
  private final FileChannel file;

  private TemporaryFile(FileChannel file) {
    this.file = file;
  }

  /// Creates a file.
  ///
  /// @param directory where; null for the JVM's directory of temporary files
  /// @return the open, empty file
  /// @throws IOException if it cannot be created there
  public static TemporaryFile create(@Nullable Path directory) throws IOException {
    Path path =
        directory == null
            ? Files.createTempFile("spinneret-", ".tmp")
            : Files.createTempFile(directory, "spinneret-", ".tmp");
    var file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    Files.deleteIfExists(path);
    return new TemporaryFile(file);
  }

  /// Writes all of a buffer.
  ///
  /// @param from what remains in it is written
  /// @param at offset in the file, bytes
  /// @throws IOException if it cannot be written, such as to a full disk
  public void write(ByteBuffer from, long at) throws IOException {
    long to = at;
    while (from.hasRemaining()) {
      to += file.write(from, to);
    }
  }

  /// Reads until a buffer is full.
  ///
  /// @param into has room for what is wanted
  /// @param at offset in the file, bytes
  /// @throws IOException if the file is shorter, or cannot be read
  public void read(ByteBuffer into, long at) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int count = file.read(into, from);
      if (count < 0) {
        throw new IOException("a temporary file has been cut");
      }
      from += count;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
