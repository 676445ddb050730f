package dev.spinneret.engine.io.pipe;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The blocking end of a [Bridge]: how it is opened, and how a thread that blocks in it is
/// released.
interface Far {

  /// Opens it, on the bridge's thread. May block.
  Channel open() throws IOException;

  /// Releases a thread that blocks in [#open].
  default void unblock() {}

  /// Whether closing it on another thread releases a thread that blocks in it.
  default boolean isCloseable() {
    return true;
  }

  /// A FIFO, or another file that is a stream. Opening it blocks until the other end is opened.
  static Far file(Path path, boolean reading) {
    return new Far() {
      @Override
      public Channel open() throws IOException {
        return FileChannel.open(path, reading ? StandardOpenOption.READ : StandardOpenOption.WRITE);
      }

      // Opening both ends at once never blocks on a FIFO, and releases the thread.
      @Override
      public void unblock() {
        try (var _ = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          // The thread is released.
        } catch (IOException _) {
          // The file is gone or not permitted: opening it has failed on the thread as well.
        }
      }
    };
  }

  /// A descriptor of this process: a standard stream itself; any other is opened again through its
  /// file.
  static Far descriptor(int number, boolean reading) {
    return switch (number) {
      case 0 -> () -> new FileInputStream(FileDescriptor.in).getChannel();
      case 1 -> () -> new FileOutputStream(FileDescriptor.out).getChannel();
      case 2 -> () -> new FileOutputStream(FileDescriptor.err).getChannel();
      default -> file(Path.of("/dev/fd/" + number), reading);
    };
  }

  /// A stream of the JDK. Closing it could block, and does not release a thread.
  static Far stream(InputStream stream) {
    return stream(Channels.newChannel(stream));
  }

  /// A stream of the JDK. Closing it could block, and does not release a thread.
  static Far stream(OutputStream stream) {
    return stream(Channels.newChannel(new Flushing(stream)));
  }

  private static Far stream(Channel channel) {
    return new Far() {
      @Override
      public Channel open() {
        return channel;
      }

      @Override
      public boolean isCloseable() {
        return false;
      }
    };
  }

  /// Flushes the stream after each write.
  final class Flushing extends OutputStream {
    private final OutputStream stream;

    Flushing(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
      stream.write(octet);
      stream.flush();
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
      stream.write(octets, offset, count);
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
