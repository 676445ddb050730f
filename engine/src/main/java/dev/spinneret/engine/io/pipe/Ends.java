package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Creates the descriptors of pipes for a loop's poller.
interface Ends {

  static Ends of(EventLoop loop) {
    return switch (loop.poller()) {
      case EpollPoller epoll -> new EpollEnds(loop, epoll);
      case NioPoller nio -> new NioEnds(loop, nio);
      default ->
          throw new IllegalArgumentException(
              "no pipes for a " + loop.poller().getClass().getSimpleName());
    };
  }

  StreamDescriptor reading(Path fifo) throws IOException;

  StreamDescriptor reading(int descriptor) throws IOException;

  StreamDescriptor reading(Far far) throws IOException;

  /// Suspends until a process reads.
  StreamDescriptor writing(Path fifo) throws IOException;

  StreamDescriptor writing(int descriptor) throws IOException;

  StreamDescriptor writing(Far far) throws IOException;

  /// Throws if the file is not a stream. A poller cannot wait for a regular file.
  static void checkStream(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      throw new IOException(file + " is not a pipe, socket or terminal");
    }
  }
}
