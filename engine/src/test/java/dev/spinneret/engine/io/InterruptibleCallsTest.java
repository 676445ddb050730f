package dev.spinneret.engine.io;

import static dev.spinneret.engine.io.Loopback.ANY_PORT;
import static dev.spinneret.engine.io.Loopback.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every kind of call of the JDK that blocks ends with a timeout, and with a cancel. None of those
/// here ends by itself.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptibleCallsTest {
  private static final Duration SOON = Duration.ofMillis(5);

  private final PollerKind poller;

  InterruptibleCallsTest(PollerKind poller) {
    this.poller = poller;
  }

  /// A call that blocks until it is interrupted.
  @FunctionalInterface
  private interface Blocking {
    void run() throws Exception;
  }

  /// Each ends with a timeout, with a cancel, and leaves a task that can go on.
  private void checkInterruptible(Class<? extends Exception> thrownByTheJdk, Blocking blocking) {
    run(
        poller,
        () -> {
          var expired =
              assertThrows(
                  TimeoutException.class,
                  () ->
                      Tasks.timeout(
                          SOON,
                          _ -> {
                            blocking.run();
                            return null;
                          }));
          assertInstanceOf(thrownByTheJdk, expired.getCause());
          assertEquals(0, Task.current().cancelling());
          Loopback.checkThatBlockingWorks();

          var task =
              EventLoop.current()
                  .createTask(() -> {
                    blocking.run();
                    return null;
                  });
          Tasks.yieldNow();
          assertTrue(task.cancel());
          var cancelled = assertThrows(Cancelled.class, task::await);
          assertTrue(task.isCancelled());
          assertInstanceOf(thrownByTheJdk, cancelled.getCause());
          return null;
        });
  }

  @Test
  void aSleepEndsWithATimeoutOrACancel() {
    checkInterruptible(InterruptedException.class, () -> Thread.sleep(Duration.ofHours(1)));
  }

  @Test
  void aWaitForALatchEndsWithATimeoutOrACancel() {
    checkInterruptible(InterruptedException.class, () -> new CountDownLatch(1).await());
  }

  @Test
  void aWaitForAQueueEndsWithATimeoutOrACancel() {
    checkInterruptible(InterruptedException.class, () -> new LinkedBlockingQueue<String>().take());
  }

  @Test
  void aWaitForACompletableFutureEndsWithATimeoutOrACancel() {
    checkInterruptible(InterruptedException.class, () -> new CompletableFuture<String>().get());
  }

  @Test
  void aWaitForAMonitorsNotificationEndsWithATimeoutOrACancel() {
    var monitor = new Object();
    checkInterruptible(
        InterruptedException.class,
        () -> {
          synchronized (monitor) {
            while (!Thread.interrupted()) {
              monitor.wait();
            }
          }
        });
  }

  @Test
  void aReadOfASocketEndsWithATimeoutOrACancel() {
    checkInterruptible(
        SocketException.class,
        () -> {
          try (var listener = new ServerSocket(0, 1, ANY_PORT.getAddress());
              var client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            client.getInputStream().read();
          }
        });
  }

  @Test
  void anAcceptEndsWithATimeoutOrACancel() {
    checkInterruptible(
        SocketException.class,
        () -> {
          try (var listener = new ServerSocket(0, 1, ANY_PORT.getAddress())) {
            listener.accept();
          }
        });
  }

  @Test
  void aReadOfAChannelEndsWithATimeoutOrACancel() {
    checkInterruptible(
        ClosedByInterruptException.class,
        () -> {
          try (var listener = new ServerSocket(0, 1, ANY_PORT.getAddress());
              var client = SocketChannel.open(listener.getLocalSocketAddress())) {
            client.read(ByteBuffer.allocate(1));
          }
        });
  }

  @Test
  void whatALibraryWrapsEndsWithATimeoutOrACancel() {
    checkInterruptible(
        IllegalStateException.class,
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(new IOException("the query failed", e));
          }
        });
  }
}
