package dev.spinneret.samples.ladder;

import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A device that is no socket, such as a serial port, as streams of a loop: how to bring a
/// descriptor of one's own to it.
///
/// Where the loop polls with epoll, it watches the descriptor itself. A selector of java.nio takes
/// sockets and pipes only; there, a thread waits for the device and passes on what it reads.
final class SerialPort implements AutoCloseable {
  private static final MemorySegment READ = Libc.find("read");
  private static final MemorySegment WRITE = Libc.find("write");
  private static final MemorySegment CLOSE = Libc.find("close");
  private static final MemorySegment POLL = Libc.find("poll");
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int POLL_MILLIS = 50;
  private static final Duration FULL_PAUSE = Duration.ofMillis(1);

  private final EventLoop loop;
  private final int descriptor;
  private final StreamReader reader;
  private final Libc libc = new Libc();
  private final NativeMemory input = NativeMemory.allocate(4096);
  private EpollPoller.@Nullable Registration registration;
  private @Nullable Thread thread;
  private volatile boolean closed;

  private SerialPort(EventLoop loop, int descriptor) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.reader = new StreamReader(loop, StreamReader.DEFAULT_LIMIT_BYTES);
  }

  /// Watches a descriptor, which belongs to the port from now on. Called on the loop's thread.
  static SerialPort of(EventLoop loop, int descriptor) throws IOException {
    var port = new SerialPort(loop, descriptor);
    if (loop.poller() instanceof EpollPoller epoll) {
      port.registration = epoll.register(descriptor, port.new OnReady());
    } else {
      port.thread = Thread.ofPlatform().daemon().name("serial-port").start(port::readOnThread);
    }
    return port;
  }

  /// What the device sends.
  StreamReader reader() {
    return reader;
  }

  /// Sends octets to the device, suspending while it takes no more.
  void write(byte[] octets) throws IOException {
    var output = NativeMemory.allocate(octets.length);
    output.bytes().put(octets);
    int sent = 0;
    while (sent < octets.length) {
      int count = libc.call(WRITE, descriptor, output.address() + sent, octets.length - sent);
      if (count >= 0) {
        sent += count;
      } else if (libc.errno() == EAGAIN) {
        Tasks.sleep(FULL_PAUSE);
      } else {
        throw new IOException(libc.message(libc.errno()));
      }
    }
  }

  /// How the poller reports.
  private final class OnReady implements EpollPoller.Ready {
    @Override
    public void onReady(int events) {
      loop.callSoon(SerialPort.this::readAll);
    }

    @Override
    public void onPollerClose() {
      closed = true;
      libc.call(CLOSE, descriptor, 0, 0);
    }
  }

  /// Reads until there is nothing more, since epoll reports only what is new.
  private void readAll() {
    byte[] octets = closed ? null : read(libc);
    while (octets != null && octets.length > 0) {
      reader.feedData(ByteBuffer.wrap(octets));
      octets = read(libc);
    }
    if (octets == null) {
      reader.feedEof();
    }
  }

  /// Reads what is there.
  ///
  /// @return nothing if there is nothing now; null at the end, which Linux reports as an error of
  ///   the device
  private byte @Nullable [] read(Libc caller) {
    int count = caller.call(READ, descriptor, input.address(), input.bytes().capacity());
    if (count < 0 && (caller.errno() == EAGAIN || caller.errno() == EINTR)) {
      return new byte[0];
    }
    if (count <= 0) {
      return null;
    }
    byte[] octets = new byte[count];
    input.bytes().get(0, octets);
    return octets;
  }

  /// Waits for the device, for a short time each, so that a close is noticed.
  private void readOnThread() {
    var caller = new Libc();
    var watched = NativeMemory.allocate(2 * Integer.BYTES);
    byte[] octets = new byte[0];
    while (octets != null && !closed && !loop.isClosed()) {
      watched.bytes().putInt(0, descriptor).putShort(Integer.BYTES, (short) 1);
      if (caller.call(POLL, watched.address(), 1, POLL_MILLIS) > 0) {
        octets = read(caller);
        pass(octets);
      }
    }
  }

  private void pass(byte @Nullable [] octets) {
    try {
      loop.callSoonThreadsafe(() -> {
        if (octets == null) {
          reader.feedEof();
        } else {
          reader.feedData(ByteBuffer.wrap(octets));
        }
      });
    } catch (IllegalStateException _) {
      // The loop is closed: nobody reads any more.
    }
  }

  /// Gives the descriptor back, once nobody uses it. Called in a task, may suspend it.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (registration != null && loop.poller() instanceof EpollPoller epoll) {
      epoll.deregister(registration);
    }
    libc.call(CLOSE, descriptor, 0, 0);
    reader.feedEof();
  }
}
