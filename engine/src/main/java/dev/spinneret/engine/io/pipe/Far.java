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

/// The blocking end of a [Bridge]: how it is opened, and how who blocks in it is freed.
interface Far {

  /// Opens it, on the bridge's thread; may block.
  Channel open() throws IOException;

  /// Frees a thread that blocks in [#open].
  default void unblock() {}

  /// Whether a thread that blocks in it is freed by its close on another thread.
  default boolean isCloseable() {
    return true;
  }

  /// A FIFO, or another file that is a stream. To open one blocks until the other end is opened.
  static Far file(Path path, boolean reading) {
    return new Far() {
      @Override
      public Channel open() throws IOException {
        return FileChannel.open(path, reading ? StandardOpenOption.READ : StandardOpenOption.WRITE);
      }

      // To open both ends at once never blocks on a FIFO, and is what the thread waits for.
      @Override
      public void unblock() {
        try (var _ = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          // It is free now.
        } catch (IOException _) {
          // Gone, or not ours: then its open has failed as well.
        }
      }
    };
  }

  /// A descriptor of this process: the standard streams themselves, or another opening of the file.
  static Far descriptor(int number, boolean reading) {
    return switch (number) {
      case 0 -> () -> new FileInputStream(FileDescriptor.in).getChannel();
      case 1 -> () -> new FileOutputStream(FileDescriptor.out).getChannel();
      case 2 -> () -> new FileOutputStream(FileDescriptor.err).getChannel();
      default -> file(Path.of("/dev/fd/" + number), reading);
    };
  }

  /// A stream of Java, whose close could block, and frees nobody.
  static Far stream(InputStream stream) {
    return stream(Channels.newChannel(stream));
  }

  /// A stream of Java, whose close could block, and frees nobody.
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

  /// Lets nothing wait in the stream's own buffer.
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
