package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.descriptor.PipeCalls;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Pipes of Linux, which are registered directly.
final class EpollEnds implements Ends {
  /// How long to wait before trying again to open a FIFO that no process reads: the system has no
  /// event for it.
  private static final Duration OPEN_RETRY_DELAY = Duration.ofMillis(10);

  private final EventLoop loop;
  private final EpollPoller poller;
  private final PipeCalls calls = new PipeCalls();

  EpollEnds(EventLoop loop, EpollPoller poller) {
    this.loop = loop;
    this.poller = poller;
  }

  @Override
  public StreamDescriptor reading(Path fifo) throws IOException {
    Ends.checkStream(fifo);
    return new EpollPipe(loop, poller, calls.open(fifo, false), true, null);
  }

  @Override
  public StreamDescriptor reading(int descriptor) throws IOException {
    return inherited(descriptor, true);
  }

  @Override
  public StreamDescriptor reading(Far far) throws IOException {
    var pipe = calls.pipe();
    return bridged(far, pipe.readEnd(), pipe.writeEnd(), true);
  }

  @Override
  public StreamDescriptor writing(Path fifo) throws IOException {
    Ends.checkStream(fifo);
    int number = calls.open(fifo, true);
    while (number < 0) {
      Tasks.sleep(OPEN_RETRY_DELAY);
      number = calls.open(fifo, true);
    }
    return new EpollPipe(loop, poller, number, false, null);
  }

  @Override
  public StreamDescriptor writing(int descriptor) throws IOException {
    return inherited(descriptor, false);
  }

  @Override
  public StreamDescriptor writing(Far far) throws IOException {
    var pipe = calls.pipe();
    return bridged(far, pipe.writeEnd(), pipe.readEnd(), false);
  }

  private StreamDescriptor inherited(int descriptor, boolean reading) throws IOException {
    var file = PipeCalls.path(descriptor);
    if (Files.exists(file)) {
      Ends.checkStream(file);
    }
    calls.setNonBlocking(descriptor);
    return new EpollPipe(loop, poller, descriptor, reading, null);
  }

  /// Passes one end of a pipe to a bridge, and registers the other.
  private StreamDescriptor bridged(Far far, int near, int toBridge, boolean reading)
      throws IOException {
    @Nullable FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              PipeCalls.path(toBridge),
              reading ? StandardOpenOption.WRITE : StandardOpenOption.READ);
      calls.setNonBlocking(near);
      var bridge = reading ? Bridge.from(loop, far, channel) : Bridge.to(loop, far, channel);
      var made = new EpollPipe(loop, poller, near, reading, bridge);
      bridge.onFailure(made::wake);
      return made;
    } catch (Throwable t) {
      if (channel != null) {
        channel.close();
      } else {
        calls.close(near);
      }
      throw t;
    } finally {
      calls.close(toBridge);
    }
  }
}
