package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;

/// Pipes of java.nio, with a thread at the far end.
final class NioEnds implements Ends {
  private final EventLoop loop;
  private final NioPoller poller;

  NioEnds(EventLoop loop, NioPoller poller) {
    this.loop = loop;
    this.poller = poller;
  }

  @Override
  public StreamDescriptor reading(Path fifo) throws IOException {
    Ends.checkStream(fifo);
    return reading(Far.file(fifo, true));
  }

  @Override
  public StreamDescriptor reading(int descriptor) throws IOException {
    check(descriptor);
    return reading(Far.descriptor(descriptor, true));
  }

  @Override
  public StreamDescriptor reading(Far far) throws IOException {
    var pipe = Pipe.open();
    try {
      pipe.source().configureBlocking(false);
      return new NioPipe(poller, pipe.source(), Bridge.from(loop, far, pipe.sink()));
    } catch (Throwable t) {
      pipe.source().close();
      throw t;
    }
  }

  @Override
  public StreamDescriptor writing(Path fifo) throws IOException {
    Ends.checkStream(fifo);
    return writing(Far.file(fifo, false), true);
  }

  @Override
  public StreamDescriptor writing(int descriptor) throws IOException {
    check(descriptor);
    return writing(Far.descriptor(descriptor, false));
  }

  @Override
  public StreamDescriptor writing(Far far) throws IOException {
    return writing(far, false);
  }

  private StreamDescriptor writing(Far far, boolean whenOpen) throws IOException {
    var pipe = Pipe.open();
    try {
      pipe.sink().configureBlocking(false);
      var bridge = Bridge.to(loop, far, pipe.source());
      if (whenOpen) {
        bridge.awaitOpen();
      }
      return new NioPipe(poller, pipe.sink(), bridge);
    } catch (Throwable t) {
      pipe.sink().close();
      throw t;
    }
  }

  private static void check(int descriptor) throws IOException {
    var file = Path.of("/dev/fd/" + descriptor);
    if (Files.exists(file)) {
      Ends.checkStream(file);
    } else if (descriptor > 2) {
      throw new IOException("descriptor " + descriptor + " is not open");
    }
  }
}
