package dev.spinneret.cli.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutputThreadTest {
  @Test
  void everythingArrivesInOrder() throws IOException {
    var target = new ByteArrayOutputStream();
    var expected = new ByteArrayOutputStream();
    try (var out = new OutputThread("test", target, () -> {})) {
      for (var i = 0; i < 100_000; i++) {
        var line = (i + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line);
        expected.write(line);
      }
      out.await(out.mark());
      assertEquals(expected.size(), target.size());
    }
    assertArrayEquals(expected.toByteArray(), target.toByteArray());
  }

  @Test
  void whatIsWrittenAfterAPauseArrivesWithoutAFlush() throws Exception {
    var arrived = new CountDownLatch(2);
    var target =
        new OutputStream() {
          @Override
          public void write(int b) {
            arrived.countDown();
          }
        };
    try (var out = new OutputThread("test", target, () -> {})) {
      out.write('a');
      while (arrived.getCount() == 2) {
        Thread.onSpinWait();
      }
      out.write('b');
      arrived.await();
    }
  }

  @Test
  void anInterruptedCloseClosesTheTarget() throws Exception {
    var goOn = new CountDownLatch(1);
    var isClosed = new AtomicBoolean();
    var target =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }

          @Override
          public void close() {
            isClosed.set(true);
          }
        };
    var out = new OutputThread("test", target, () -> {});
    out.write('a');
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, out::close);
    assertTrue(Thread.interrupted());
    assertTrue(isClosed.get());
    goOn.countDown();
  }

  @Test
  void recordsThatQueueUpDuringAWriteShareTheNextOnes() throws IOException {
    var allQueued = new CountDownLatch(1);
    var sizes = new ArrayList<Integer>();
    var target =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            sizes.add(length);
            try {
              allQueued.await();
            } catch (InterruptedException e) {
              throw new InterruptedIOException();
            }
          }
        };
    var record = new byte[300];
    try (var out = new OutputThread("test", target, () -> {})) {
      for (var i = 0; i < 10_000; i++) {
        out.write(record);
      }
      allQueued.countDown();
    }
    assertEquals(3_000_000, sizes.stream().mapToInt(Integer::intValue).sum());
    // After the first, which began while records still came, only the last may be under 64 KiB.
    for (var size : sizes.subList(1, sizes.size() - 1)) {
      assertTrue(size >= 64 << 10, sizes.toString());
    }
  }

  @Test
  void manyTasksMayUseOneBufferBecauseAWriteNeverSuspends() throws IOException {
    var target = new ByteArrayOutputStream();
    var out = new OutputThread("test", target, () -> {});
    var shared = new ByteBuilder();
    EventLoop.run(() -> {
      var tasks = new ArrayList<Task<Boolean>>();
      for (var i = 0; i < 200; i++) {
        var line = ("task " + i + " ").repeat(20 + i) + "\n";
        tasks.add(
            EventLoop.current()
                .createTask(() -> {
                  for (var j = 0; j < 100; j++) {
                    shared.writeBytes(line.getBytes(StandardCharsets.UTF_8));
                    shared.drainTo(out);
                    out.awaitRoom();
                  }
                  return true;
                }));
      }
      tasks.forEach(Task::await);
      return true;
    });
    out.close();
    var counts = new TreeMap<String, Integer>();
    target.toString(StandardCharsets.UTF_8).lines().forEach(l -> counts.merge(l, 1, Integer::sum));
    assertEquals(200, counts.size());
    assertEquals(Set.of(100), Set.copyOf(counts.values()));
  }

  @Test
  void aRecordLargerThanTheBoundGoesThrough() throws IOException {
    var target = new ByteArrayOutputStream();
    try (var out = new OutputThread("test", target, () -> {})) {
      out.write(new byte[5 << 20]);
      out.write(1);
    }
    assertEquals((5 << 20) + 1, target.size());
  }

  @Test
  void aSlowReaderHoldsTheWriterBack() throws Exception {
    var goOn = new CountDownLatch(1);
    var target =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    var accepted = new AtomicInteger();
    var writer =
        Thread.ofVirtual()
            .unstarted(() -> {
              try (var out = new OutputThread("test", target, () -> {})) {
                for (var i = 0; i < 100; i++) {
                  out.write(new byte[100_000]);
                  out.awaitRoom();
                  accepted.incrementAndGet();
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    while (writer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertTrue(accepted.get() < 50, accepted + " accepted");
    goOn.countDown();
    writer.join();
    assertEquals(100, accepted.get());
  }

  @Test
  void aFailedWriteIsToldOnceAndThrownAtTheNextCall() throws Exception {
    var told = new CountDownLatch(1);
    var target =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    var out = new OutputThread("test", target, told::countDown);
    out.write(1);
    told.await();
    assertEquals(
        "No space left on device",
        assertThrows(IOException.class, () -> out.write(2)).getMessage());
    assertThrows(IOException.class, () -> out.await(out.mark()));
    assertThrows(IOException.class, out::close);
  }
}
