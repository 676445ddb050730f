package dev.spinneret.engine.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/// What a durable output needs of the operating system beyond writing.
public final class DiskFile {
  private DiskFile() {}

  /// Locks a file until it is closed, also by the end of the process.
  ///
  /// @param file open for writing
  /// @return false when another crawl has locked it
  public static boolean lock(RandomAccessFile file) {
    try {
      return file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    } catch (IOException _) {
      return true; // a file system without locks, such as some over a network
    }
  }

  /// Brings the name of a new file to the disk: it is in the file's directory, which is written on
  /// its own.
  ///
  /// @param file the new file
  public static void forceName(Path file) {
    var directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (var channel = FileChannel.open(directory)) {
        channel.force(true);
      } catch (IOException _) {
        // Not every system opens directories; then it keeps names in its own way.
      }
    }
  }
}
