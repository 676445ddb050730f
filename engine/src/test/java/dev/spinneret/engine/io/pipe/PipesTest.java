package dev.spinneret.engine.io.pipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.Transport;
import dev.spinneret.engine.io.descriptor.PipeCalls;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pipes, after the pipe tests of CPython's test_events and test_unix_events.
@OnEveryPoller
@SuppressWarnings("try") // Closing early is what some tests are about.
class PipesTest {
  private final PollerKind poller;

  @TempDir private Path folder;
  private Path fifo;

  PipesTest(PollerKind poller) {
    this.poller = poller;
  }

  @BeforeEach
  void makeFifo() throws Exception {
    fifo = folder.resolve("fifo");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "skipped: there is no mkfifo");
    }
  }

  private <T> T run(Callable<T> main) {
    return EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  private static void until(BooleanSupplier happened) {
    for (int i = 0; i < 30_000 && !happened.getAsBoolean(); i++) {
      Tasks.sleepNanos(1_000_000);
    }
    assertTrue(happened.getAsBoolean(), "it has not happened");
  }

  /// Writes down its events.
  private static final class Recorder implements Protocol {
    final StringBuilder received = new StringBuilder();
    final List<String> events = new ArrayList<>();

    @Override
    public void connectionMade(Transport transport) {
      events.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      received.append(UTF_8.decode(data));
    }

    @Override
    public boolean eofReceived() {
      events.add("eof");
      return true;
    }

    @Override
    public void connectionLost(@Nullable Exception failure) {
      events.add(failure == null ? "lost" : "lost by failure");
    }
  }

  @Test
  void bytesGoThroughAFifoInOrder() {
    run(() -> {
      byte[] much = new byte[1_000_000];
      new Random(3).nextBytes(much);
      try (var reader = Pipes.openReader(fifo);
          var writer = Pipes.openWriter(fifo)) {
        var writing =
            Tasks.spawn(() -> {
              writer.write(much);
              writer.drain();
              writer.writeEof();
              return true;
            });
        assertArrayEquals(much, reader.reader().readAll());
        assertTrue(writing.await());
        writer.waitClosed();
      }
      return null;
    });
  }

  @Test
  void theEndOfTheWriterEndsTheReadersTransport() {
    run(() -> {
      var made = Pipes.connectReadPipe(Recorder::new, fifo);
      var writer = Pipes.openWriter(fifo);
      writer.write("hello");
      until(() -> made.protocol().received.length() == 5);
      writer.close();
      until(() -> made.protocol().events.contains("lost"));
      assertEquals(List.of("made", "eof", "lost"), made.protocol().events);
      assertTrue(made.transport().isClosing());
      return null;
    });
  }

  @Test
  void theEndOfTheReaderBreaksTheWriter() {
    run(() -> {
      var reader = Pipes.openReader(fifo);
      var made = Pipes.connectWritePipe(Recorder::new, fifo);
      made.transport().write("one".getBytes(UTF_8));
      assertEquals("one", new String(reader.reader().readExactly(3), UTF_8));
      reader.close();
      until(() -> {
        if (!made.transport().isClosing()) {
          made.transport().write("more".getBytes(UTF_8));
        }
        return made.protocol().events.contains("lost by failure");
      });
      return null;
    });
  }

  @Test
  void aWriterWaitsForItsReaderAndCanBeCancelled() {
    run(() -> {
      assertThrows(
          TimeoutException.class,
          () -> Tasks.waitFor(Tasks.spawn(() -> Pipes.openWriter(fifo)), Duration.ofMillis(50)));
      var opening = Tasks.spawn(() -> Pipes.openWriter(fifo));
      Tasks.sleep(Duration.ofMillis(5));
      try (var reader = Pipes.openReader(fifo);
          var writer = opening.await()) {
        writer.write("now\n");
        assertEquals("now", reader.reader().readTextLine());
      }
      return null;
    });
  }

  @Test
  void aReaderWithoutWriterWaitsAndCanBeClosed() throws InterruptedException {
    run(() -> {
      try (var reader = Pipes.openReader(fifo)) {
        var reading = Tasks.spawn(() -> reader.reader().readAll());
        Tasks.sleep(Duration.ofMillis(20));
        assertFalse(reading.isDone());
        reading.cancel();
        assertThrows(Cancelled.class, reading::await);
        try (var writer = Pipes.openWriter(fifo)) {
          writer.write("late\n");
          assertEquals("late", reader.reader().readTextLine());
        }
      }
      return null;
    });
    assertNoBridgeIsLeft();
  }

  @Test
  void theCloseOfTheLoopFreesEveryThread() throws InterruptedException {
    run(() -> {
      var _ = Pipes.openReader(fifo);
      Tasks.sleep(Duration.ofMillis(5));
      return null;
    });
    assertNoBridgeIsLeft();
  }

  private static void assertNoBridgeIsLeft() throws InterruptedException {
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("pipe-bridge")) {
        assertTrue(thread.join(Duration.ofSeconds(10)), "it goes on: " + thread);
      }
    }
  }

  @Test
  void pausedReadingHoldsTheWriterBack() {
    run(() -> {
      try (var reader = Pipes.openReader(fifo);
          var writer = Pipes.openWriter(fifo)) {
        reader.transport().pauseReading();
        var writing =
            Tasks.spawn(() -> {
              for (int i = 0; i < 200; i++) {
                writer.write(new byte[10_000]);
                writer.drain();
              }
              writer.close();
              return true;
            });
        assertThrows(
            TimeoutException.class,
            () -> Tasks.waitFor(Tasks.shield(writing), Duration.ofMillis(50)));
        reader.transport().resumeReading();
        assertEquals(2_000_000, reader.reader().readAll().length);
        assertTrue(writing.await());
      }
      return null;
    });
  }

  @Test
  void blockingStreamsAreBridged() throws InterruptedException {
    run(() -> {
      var far = new PipedOutputStream();
      var back = new PipedInputStream(far);
      var closed = new boolean[1];
      var watched =
          new FilterOutputStream(far) {
            @Override
            public void write(byte[] octets, int offset, int count) throws IOException {
              far.write(octets, offset, count);
            }

            @Override
            public void close() throws IOException {
              closed[0] = true;
              super.close();
            }
          };
      try (var writer = Pipes.openWriter(watched);
          var reader = Pipes.openReader(back)) {
        writer.write("through two threads\n");
        assertEquals("through two threads", reader.reader().readTextLine());
        writer.close();
        assertEquals(0, reader.reader().readAll().length);
        assertTrue(closed[0]);
      }
      return null;
    });
    assertNoBridgeIsLeft();
  }

  @Test
  void theFailureOfABlockingStreamReachesTheReader() {
    run(() -> {
      var failing =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("torn");
            }
          };
      try (var reader = Pipes.openReader(failing)) {
        var failure = assertThrows(IOException.class, () -> reader.reader().readAll());
        assertEquals("torn", failure.getMessage());
      }
      return null;
    });
  }

  @Test
  void descriptorsOfThisProcessAreTakenByNumber() throws IOException {
    assumeTrue(EpollPoller.isAvailable(), "skipped: no pipe can be made here by number");
    var calls = new PipeCalls();
    var pipe = calls.pipe();
    run(() -> {
      try (var reader = Pipes.openReader(pipe.readEnd());
          var writer = Pipes.openWriter(pipe.writeEnd())) {
        writer.write("by number\n");
        assertEquals("by number", reader.reader().readTextLine());
      }
      return null;
    });
    if (poller == PollerKind.NIO) {
      calls.close(pipe.readEnd());
      calls.close(pipe.writeEnd());
    }
  }

  @Test
  void aRegularFileIsRefused() throws IOException {
    var file = folder.resolve("file");
    Files.writeString(file, "text");
    run(() -> {
      assertThrows(IOException.class, () -> Pipes.openReader(file));
      assertThrows(IOException.class, () -> Pipes.openWriter(file));
      assertThrows(IOException.class, () -> Pipes.openReader(12_345));
      return null;
    });
  }
}
