package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// The system calls of Linux for pipes.
///
/// Used by one thread at a time.
public final class PipeCalls {
  private static final int O_WRONLY = 1;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;

  private static final MemorySegment PIPE2 = Libc.find("pipe2");
  private static final MemorySegment OPEN = Libc.find("open");
  private static final MemorySegment FCNTL = Libc.find("fcntl");
  private static final MemorySegment CLOSE = Libc.find("close");

  private final Libc libc = new Libc();

  /// Creates the calls for one thread.
  public PipeCalls() {}

  /// The two ends of a pipe, both blocking and closed on exec.
  ///
  /// @param readEnd the number of the end to read from
  /// @param writeEnd the number of the end to write to
  public record Pair(int readEnd, int writeEnd) {}

  /// Creates a pipe.
  ///
  /// @return its two ends, which the caller closes
  /// @throws IOException if no file descriptor is left
  public Pair pipe() throws IOException {
    var ends = NativeMemory.allocate(2 * Integer.BYTES);
    if (libc.call(PIPE2, ends.address(), O_CLOEXEC, 0) < 0) {
      throw Errno.last(libc);
    }
    return new Pair(ends.bytes().getInt(0), ends.bytes().getInt(Integer.BYTES));
  }

  /// Opens a FIFO without waiting for the other end.
  ///
  /// @param fifo its path
  /// @param writing whether to open it for writing
  /// @return its number, in non-blocking mode; -1 if it is to be written and no process reads it
  /// @throws IOException if the file does not exist or cannot be opened
  public int open(Path fifo, boolean writing) throws IOException {
    byte[] name = fifo.toAbsolutePath().toString().getBytes(AddressStruct.FILE_NAMES);
    var path = NativeMemory.allocate(name.length + 1);
    path.bytes().put(0, name);
    int flags = (writing ? O_WRONLY : 0) | O_NONBLOCK | O_CLOEXEC;
    int number = libc.call(OPEN, path.address(), flags, 0);
    if (number < 0 && !(writing && libc.errno() == Errno.ENXIO)) {
      throw new FileSystemException(fifo.toString(), null, libc.message(libc.errno()));
    }
    return number;
  }

  /// Sets the non-blocking mode, which applies to all processes that share the descriptor.
  ///
  /// @param descriptor its number
  /// @throws IOException if it is not open
  public void setNonBlocking(int descriptor) throws IOException {
    int flags = libc.call(FCNTL, descriptor, F_GETFL, 0);
    if (flags < 0 || libc.call(FCNTL, descriptor, F_SETFL, flags | O_NONBLOCK) < 0) {
      throw Errno.last(libc);
    }
  }

  /// Closes a descriptor.
  ///
  /// @param descriptor its number
  public void close(int descriptor) {
    libc.call(CLOSE, descriptor, 0, 0);
  }

  /// The file through which a descriptor of this process can be opened again.
  ///
  /// @param descriptor its number
  /// @return a path, which exists if `/proc` is mounted
  public static Path path(int descriptor) {
    return Path.of("/proc/self/fd/" + descriptor);
  }
}
