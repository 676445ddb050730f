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

/// The file by which a listening Unix socket is found, from before it is bound until it is closed.
///
/// As in asyncio: a socket file that is there already is removed, since it outlives the process
/// that bound it; any other file stays, and the bind fails. The end removes the file, unless
/// another one has taken its place.
final class UnixPath {
  private static final int FILE_TYPE = 0xF000;
  private static final int SOCKET = 0xC000;

  private final Path path;
  private @Nullable Object key;

  private UnixPath(Path path) {
    this.path = path;
  }

  /// Makes room for a socket about to be bound.
  ///
  /// @return null if `at` is no path
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
      // Then there is nothing to remove.
    }
    return new UnixPath(path);
  }

  /// Takes in that the socket was bound: the file is its own.
  void bound() throws IOException {
    key = key();
  }

  /// Removes the file, if it is still the one that was bound.
  void remove() {
    try {
      if (key != null && Objects.equals(key, key())) {
        Files.delete(path);
      }
    } catch (IOException _) {
      // Gone, or no longer ours to remove: the next one to listen there sees a socket's file.
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
