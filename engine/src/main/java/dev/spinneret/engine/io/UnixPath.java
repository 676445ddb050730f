package dev.spinneret.engine.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The file of a listening Unix socket, from before it is bound until it is closed.
///
/// As in asyncio, an existing socket file is removed, since it outlives the process that bound it;
/// with any other file the bind fails. Closing removes the file, unless it was replaced by another.
final class UnixPath {
  private static final int FILE_TYPE = 0xF000;
  private static final int SOCKET = 0xC000;

  private final Path path;
  private @Nullable Object key;

  private UnixPath(Path path) {
    this.path = path;
  }

  /// Removes an existing socket file, for a socket that is about to be bound.
  ///
  /// @return null if `at` is not a path
  static @Nullable UnixPath prepare(SocketAddress at) throws IOException {
    if (!(at instanceof UnixDomainSocketAddress unix) || unix.getPath().toString().isEmpty()) {
      return null;
    }
    var path = unix.getPath();
    try {
      if (isSocket(path)) {
        Files.delete(path);
      }
    } catch (NoSuchFileException _) {
      // There is nothing to remove.
    }
    return new UnixPath(path);
  }

  /// Records the file after the socket was bound.
  void bound() throws IOException {
    key = key();
  }

  /// Removes the file, if it is still the same.
  void remove() {
    try {
      if (key != null && Objects.equals(key, key())) {
        Files.delete(path);
      }
    } catch (IOException _) {
      // Gone, or not ours any more: the next server there finds a socket file.
    }
  }

  private Object key() throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    var known = attributes.fileKey();
    return known == null ? attributes.creationTime() : known;
  }

  private static boolean isSocket(Path path) throws IOException {
    try {
      return ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == SOCKET;
    } catch (UnsupportedOperationException _) {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther();
    }
  }
}
