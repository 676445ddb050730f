package dev.spinneret.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/// Writes a file that is there whole or not at all: it is written beside the old one, and then
/// takes its place.
///
/// A symbolic link stays, and the file that it leads to is replaced. What is there and no regular
/// file, such as a pipe or a device, is not replaced but written to.
public final class WholeFile {
  private static final String PREFIX = ".spinneret-";
  private static final String SUFFIX = ".part";

  /// What Linux says of a mount point that is to be replaced.
  private static final String BUSY = "Device or resource busy";

  private WholeFile() {}

  /// What writes the contents.
  @FunctionalInterface
  public interface Contents {
    /// Writes everything.
    ///
    /// @param out closed by the caller
    /// @throws IOException if it cannot be written
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file that only its owner may read.
  ///
  /// @param file need not be there
  /// @param contents writes them, once
  /// @throws OutputException if it cannot be written; the old file is as it was
  public static void write(Path file, Contents contents) {
    try {
      var target = target(file);
      if (isSpecial(target)) {
        writeTo(target, contents);
        return;
      }
      var part = Files.createTempFile(target.getParent(), PREFIX, SUFFIX);
      replace(target, part, contents);
    } catch (IOException e) {
      throw new OutputException(file.toString(), e);
    }
  }

  /// Writes a file that keeps the mode of the old one. If the old one cannot be replaced, since its
  /// directory may not be written to or the file is a mount point, it is overwritten.
  ///
  /// @param file need not be there
  /// @param isPrivate whether only its owner may read a new one; otherwise, it has the usual mode
  /// @param contents writes them; called twice if the old one cannot be replaced
  /// @throws OutputException if it cannot be written
  static void writeWithMode(Path file, boolean isPrivate, Contents contents) {
    try {
      var target = target(file);
      var directory = Objects.requireNonNull(target.getParent(), "a file is in a directory");
      boolean isOld = Files.exists(target);
      if (isSpecial(target) || (isOld && !Files.isWritable(directory))) {
        writeTo(target, contents);
        return;
      }
      var part = isPrivate ? Files.createTempFile(directory, PREFIX, SUFFIX) : newFile(directory);
      if (isOld) {
        copyMode(target, part);
      }
      try {
        replace(target, part, contents);
      } catch (FileSystemException e) {
        if (!isOld || !BUSY.equals(e.getReason())) {
          throw e;
        }
        writeTo(target, contents);
      }
    } catch (IOException e) {
      throw new OutputException(file.toString(), e);
    }
  }

  private static Path target(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private static boolean isSpecial(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target);
  }

  /// A new file with the usual mode, which no other process creates at the same time.
  private static Path newFile(Path directory) throws IOException {
    while (true) {
      var name = Long.toHexString(ThreadLocalRandom.current().nextLong());
      try {
        return Files.createFile(directory.resolve(PREFIX + name + SUFFIX));
      } catch (FileAlreadyExistsException _) {
        // Another name.
      }
    }
  }

  private static void copyMode(Path from, Path to) throws IOException {
    try {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    } catch (UnsupportedOperationException _) {
      // Their file system knows no modes.
    }
  }

  private static void replace(Path target, Path part, Contents contents) throws IOException {
    try {
      writeTo(part, contents);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void writeTo(Path file, Contents contents) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      contents.writeTo(out);
    }
  }
}
