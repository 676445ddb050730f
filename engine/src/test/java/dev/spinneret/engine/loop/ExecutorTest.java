package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.jdk.VirtualThreads;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Work for executors runs beside the loop, whatever the executor.
@OnEveryPoller
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorTest {
  private final LoopOptions options;

  ExecutorTest(PollerKind poller) {
    options = LoopOptions.DEFAULT.withPoller(poller);
  }

  /// The work can only end if the loop turns meanwhile.
  private static void checkBesideTheLoop(Executor executor) {
    var loop = EventLoop.current();
    var loopThread = VirtualThreads.carrier();
    var turned = new CountDownLatch(1);
    var carrier =
        loop.runInExecutor(
            executor,
            () -> {
              var at = VirtualThreads.carrier();
              long giveUpAtNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
              while (turned.getCount() > 0 && System.nanoTime() < giveUpAtNanos) {
                Thread.onSpinWait(); // would hold the loop up for ever
              }
              return at;
            });
    Tasks.sleepNanos(100_000);
    turned.countDown();
    assertNotSame(loopThread, carrier.await());
  }

  @Test
  void virtualThreadsOfATasksOwnExecutorDoNotHoldUpTheLoop() {
    EventLoop.run(
        options,
        () -> {
          try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            checkBesideTheLoop(executor);
          }
          try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            checkBesideTheLoop(executor);
          }
          return null;
        });
  }

  @Test
  void anExecutorThatRunsWorkOnTheCallersThreadDoesNotHoldUpTheLoop() {
    EventLoop.run(
        options,
        () -> {
          checkBesideTheLoop(Runnable::run);
          var held = new CountDownLatch(1);
          try (var full =
              new ThreadPoolExecutor(
                  1,
                  1,
                  0,
                  TimeUnit.SECONDS,
                  new LinkedBlockingQueue<>(1),
                  new ThreadPoolExecutor.CallerRunsPolicy())) {
            full.execute(() -> {
              try {
                held.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
            full.execute(() -> {});
            checkBesideTheLoop(full);
            held.countDown();
          }
          return null;
        });
  }

  @Test
  void workThatACallbackStartsDoesNotHoldUpTheLoop() {
    try (var loop = EventLoop.create(options)) {
      var ran = new ArrayList<Future<Thread>>();
      loop.callSoon(() -> {
        ran.add(loop.runInExecutor(Runnable::run, VirtualThreads::carrier));
        ran.add(
            loop.runInExecutor(
                Executors.newVirtualThreadPerTaskExecutor(), VirtualThreads::carrier));
      });
      loop.runOnce();
      for (var each : ran) {
        assertNotSame(Thread.currentThread(), loop.runUntilComplete(each));
      }
    }
  }

  @Test
  void shuttingTheExecutorDownAtOnceInterruptsTheWork() {
    EventLoop.run(
        options,
        () -> {
          var begun = new CompletableFuture<String>();
          var executor = Executors.newVirtualThreadPerTaskExecutor();
          var work =
              EventLoop.current()
                  .runInExecutor(
                      executor,
                      () -> {
                        begun.complete("begun");
                        new CountDownLatch(1).await();
                        return "not reached";
                      });
          begun.get();
          executor.shutdownNow();
          assertThrows(InterruptedException.class, work::await);
          assertThrows(
              RejectedExecutionException.class,
              () -> EventLoop.current().runInExecutor(executor, () -> null));
          return null;
        });
  }

  @Test
  void aClosedLoopStartsNoWork() {
    var loop = EventLoop.create(options);
    loop.close();
    var begun = new ArrayList<String>();
    assertThrows(
        IllegalStateException.class,
        () -> loop.runInExecutor(Runnable::run, () -> begun.add("begun")));
    assertThrows(IllegalStateException.class, () -> loop.createTask(() -> begun.add("begun")));
    assertThrows(IllegalStateException.class, () -> loop.runThreadsafe(() -> begun.add("begun")));
    assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> begun.add("begun")));
    assertThrows(
        IllegalStateException.class, () -> loop.callSoonThreadsafe(() -> begun.add("begun")));
    assertEquals(List.of(), begun);
    assertTrue(loop.isClosed());
  }
}
