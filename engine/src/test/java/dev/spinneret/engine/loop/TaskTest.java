package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TaskTest {
  @Test
  void tasksTakeTurnsAtSuspensionPointsOnly() {
    var order = new ArrayList<String>();
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var a = loop.createTask("a", () -> steps(order, "a"));
      var b = loop.createTask("b", () -> steps(order, "b"));
      a.await();
      b.await();
      return null;
    });
    assertEquals(List.of("a1", "b1", "a2", "b2"), order);
  }

  private static Object steps(List<String> order, String name) {
    order.add(name + 1);
    Tasks.yieldNow();
    order.add(name + 2);
    return name;
  }

  @Test
  void awaitingADoneFutureDoesNotSuspend() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var ran = new ArrayList<String>();
      Future<Integer> future = loop.createFuture();
      future.setResult(7);
      loop.callSoon(() -> ran.add("callback"));
      assertEquals(7, future.await());
      assertTrue(ran.isEmpty());
      return null;
    });
  }

  @Test
  void aFailureIsThrownToWhoAwaitsIt() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var unchecked = new IllegalArgumentException("unchecked");
      var checked = new IOException("checked");
      var first =
          loop.createTask(() -> {
            throw unchecked;
          });
      var second =
          loop.createTask(() -> {
            throw checked;
          });
      assertSame(unchecked, assertThrows(IllegalArgumentException.class, first::await));
      assertSame(checked, assertThrows(IOException.class, second::await));
      return null;
    });
  }

  @Test
  void aTaskThatAwaitsItselfFailsAndTheLoopGoesOn() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var self = new ArrayList<Task<Object>>();
      self.add(loop.createTask(() -> self.getFirst().await()));
      assertThrows(IllegalStateException.class, () -> self.getFirst().await());
      return null;
    });
  }

  @Test
  void aTaskCancelledBeforeItsFirstStepNeverRuns() {
    var order = new ArrayList<String>();
    EventLoop.run(() -> {
      var task = EventLoop.current().createTask(() -> order.add("ran"));
      assertTrue(task.cancel());
      assertThrows(Cancelled.class, task::await);
      assertTrue(task.isCancelled());
      return null;
    });
    assertTrue(order.isEmpty());
  }

  @Test
  void aTaskCancelledWhileRunnableIsInterruptedAtItsNextStep() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> future = loop.createFuture();
      var task = loop.createTask(future::await);
      Tasks.yieldNow();
      future.setResult(1);
      assertTrue(task.cancel());
      assertThrows(Cancelled.class, task::await);
      assertFalse(future.isCancelled());
      return null;
    });
  }

  @Test
  void aTaskWhoseFutureIsCancelledByAnotherEndsCancelled() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> future = loop.createFuture();
      var task = loop.createTask(future::await);
      Tasks.yieldNow();
      future.cancel();
      assertThrows(Cancelled.class, task::await);
      assertTrue(task.isCancelled());
      return null;
    });
  }

  @Test
  void aTaskMayCatchItsCancellationAndReturn() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> inner = loop.createFuture();
      var task =
          loop.createTask(() -> {
            try {
              return inner.await();
            } catch (Cancelled _) {
              Tasks.yieldNow();
              return 42;
            }
          });
      Tasks.yieldNow();
      task.cancel();
      assertEquals(42, task.await());
      assertFalse(task.isCancelled());
      assertTrue(inner.isCancelled());
      return null;
    });
  }

  @Test
  void aTaskThatCancelsItselfIsInterruptedAtItsNextAwait() {
    var order = new ArrayList<String>();
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> never = loop.createFuture();
      var awaits =
          loop.createTask(() -> {
            Task.current().cancel();
            order.add("still running");
            never.await();
            return order.add("not reached");
          });
      var returns = loop.createTask(() -> Task.current().cancel());
      assertThrows(Cancelled.class, awaits::await);
      assertThrows(Cancelled.class, returns::await);
      assertTrue(never.isCancelled());
      return null;
    });
    assertEquals(List.of("still running"), order);
  }

  @Test
  void requestsToCancelAreCounted() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> never = loop.createFuture();
      var task = loop.createTask(never::await);
      Tasks.yieldNow();
      assertTrue(task.cancel());
      assertTrue(task.cancel());
      assertEquals(2, task.cancelling());
      assertEquals(1, task.uncancel());
      assertThrows(Cancelled.class, task::await);
      assertFalse(task.cancel());
      return null;
    });
  }

  @Test
  void cancelledIsNotAnException() {
    EventLoop.run(() -> {
      var task =
          EventLoop.current()
              .createTask(() -> {
                try {
                  Tasks.sleep(Duration.ofHours(1));
                } catch (Exception e) {
                  return "swallowed";
                }
                return "slept";
              });
      Tasks.yieldNow();
      task.cancel();
      assertThrows(Cancelled.class, task::await);
      return null;
    });
  }

  @Test
  void blockingCodeOfTheJdkLeavesTheLoopFree() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var latch = new CountDownLatch(1);
      var promise = new CompletableFuture<String>();
      var lock = new Object();
      var blocked =
          loop.createTask(() -> {
            latch.await();
            synchronized (lock) {
              return promise.get();
            }
          });
      var holder =
          loop.createTask(() -> {
            synchronized (lock) {
              latch.countDown();
              for (int i = 0; i < 10; i++) {
                Tasks.yieldNow();
              }
            }
            promise.complete("free");
            return null;
          });
      holder.await();
      assertEquals("free", blocked.await());
      return null;
    });
  }

  @Test
  void anInterruptDoesNotWakeATaskForGood() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> future = loop.createFuture();
      var task =
          loop.createTask(() -> {
            Thread.currentThread().interrupt();
            int value = future.await();
            assertTrue(Thread.interrupted());
            return value;
          });
      Tasks.yieldNow();
      assertFalse(task.isDone());
      future.setResult(3);
      assertEquals(3, task.await());
      return null;
    });
  }

  @Test
  void waitingOutsideATaskIsRefused() {
    try (var loop = EventLoop.create()) {
      var future = loop.createFuture();
      assertThrows(IllegalStateException.class, future::await);
      loop.callSoon(() -> assertThrows(IllegalStateException.class, future::await));
      loop.runOnce();
      assertNull(Task.current());
    }
  }

  @Test
  void aFutureOfAnotherLoopIsRefused() {
    try (var other = EventLoop.create()) {
      var foreign = other.createFuture();
      EventLoop.run(() -> assertThrows(IllegalStateException.class, foreign::await));
    }
  }

  @Test
  void tenThousandTasksThatSleepEndTogether() {
    int count = 10_000;
    int ended =
        EventLoop.run(() -> {
          var loop = EventLoop.current();
          var tasks = new ArrayList<Task<Integer>>();
          for (int i = 0; i < count; i++) {
            long nanos = (i % 1000) * 100_000L;
            tasks.add(
                loop.createTask(() -> {
                  Tasks.sleepNanos(nanos);
                  return 1;
                }));
          }
          int sum = 0;
          for (var task : tasks) {
            sum += task.await();
          }
          return sum;
        });
    assertEquals(count, ended);
  }

  @Test
  void blockingSocketsOutliveTheLoopThatUsedThemFirst() {
    for (int i = 0; i < 2; i++) {
      assertEquals(
          7,
          EventLoop.run(() -> {
            var loop = EventLoop.current();
            var loopback = InetAddress.getLoopbackAddress();
            try (var listener = new ServerSocket(0, 1, loopback)) {
              var reader =
                  loop.createTask(() -> {
                    try (var socket = listener.accept()) {
                      return socket.getInputStream().read();
                    }
                  });
              Tasks.yieldNow();
              try (var socket = new Socket(loopback, listener.getLocalPort())) {
                Tasks.sleep(Duration.ofMillis(1));
                socket.getOutputStream().write(7);
                return reader.await();
              }
            }
          }));
    }
  }
}
