package dev.spinneret.engine.sync;

import static dev.spinneret.engine.loop.InTask.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static <T> Task<T> get(Queue<T> queue) {
    return EventLoop.current().createTask(queue::get);
  }

  private static <T> Task<String> put(Queue<T> queue, T item) {
    return EventLoop.current()
        .createTask(() -> {
          queue.put(item);
          return "put " + item;
        });
  }

  @Test
  void theThreeOrders() {
    var fifo = new Queue<Integer>(10);
    var lifo = Queue.<Integer>lifo(10);
    var priority = Queue.priority(10, Comparator.<Integer>naturalOrder());
    for (int i : List.of(2, 3, 1)) {
      assertTrue(fifo.offer(i) && lifo.offer(i) && priority.offer(i));
    }
    assertEquals(List.of(2, 3, 1), drain(fifo));
    assertEquals(List.of(1, 3, 2), drain(lifo));
    assertEquals(List.of(1, 2, 3), drain(priority));
    assertThrows(IllegalArgumentException.class, () -> new Queue<>(0));
  }

  private static List<Integer> drain(Queue<Integer> queue) {
    var all = new ArrayList<Integer>();
    for (var item = queue.poll(); item != null; item = queue.poll()) {
      all.add(item);
    }
    return all;
  }

  @Test
  void whoPutsWaitsWhileTheQueueIsFullInTheOrderOfArrival() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(1);
      queue.put(1);
      assertTrue(queue.isFull());
      assertFalse(queue.offer(9));
      var second = put(queue, 2);
      var third = put(queue, 3);
      Tasks.yieldNow();
      assertEquals(1, queue.get());
      // The slot is the waiting task's: a late comer finds the queue full.
      assertFalse(queue.offer(9));
      assertEquals("put 2", second.await());
      assertEquals(2, queue.get());
      assertEquals("put 3", third.await());
      assertEquals(3, queue.get());
      assertTrue(queue.isEmpty());
      return null;
    });
  }

  @Test
  void whoGetsIsServedInTheOrderOfArrivalAndNobodyStealsTheItem() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(Queue.UNBOUNDED);
      var first = get(queue);
      var second = get(queue);
      Tasks.yieldNow();
      queue.put(1);
      assertNull(queue.poll());
      queue.put(2);
      assertEquals(2, second.await());
      assertEquals(1, first.await());
      return null;
    });
  }

  @Test
  void aGetterCancelledAfterAnItemCameLosesNothing() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(2);
      var first = get(queue);
      var second = get(queue);
      Tasks.yieldNow();
      queue.put(1);
      first.cancel();
      assertEquals(1, second.await());
      queue.put(2);
      assertEquals(2, queue.get());
      assertTrue(first.isCancelled());
      return null;
    });
  }

  @Test
  void aPutterCancelledAfterASlotCameFreePassesItOn() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(1);
      queue.put(1);
      var cancelled = put(queue, 2);
      var next = put(queue, 3);
      Tasks.yieldNow();
      assertEquals(1, queue.get());
      cancelled.cancel();
      assertEquals("put 3", next.await());
      assertEquals(3, queue.get());
      assertTrue(cancelled.isCancelled());
      return null;
    });
  }

  @Test
  void joinWaitsUntilEveryItemIsDone() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(5);
      queue.join();
      queue.put(1);
      queue.put(2);
      var joined =
          EventLoop.current()
              .createTask(() -> {
                queue.join();
                return "joined";
              });
      queue.get();
      queue.taskDone();
      yields(3);
      assertFalse(joined.isDone());
      queue.get();
      queue.taskDone();
      assertEquals("joined", joined.await());
      assertThrows(IllegalStateException.class, queue::taskDone);
      return null;
    });
  }

  @Test
  void afterAShutdownWhatIsThereCanStillBeTaken() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(1);
      queue.put(1);
      var putter = put(queue, 2);
      Tasks.yieldNow();
      queue.shutdown();
      queue.shutdown();
      assertThrows(QueueShutDown.class, putter::await);
      assertThrows(QueueShutDown.class, () -> queue.put(3));
      assertThrows(QueueShutDown.class, () -> queue.offer(3));
      assertEquals(1, queue.get());
      assertThrows(QueueShutDown.class, queue::get);
      assertThrows(QueueShutDown.class, queue::poll);
      return null;
    });
  }

  @Test
  void anImmediateShutdownDropsWhatIsThereAndEndsTheJoin() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(3);
      var empty = new Queue<Integer>(3);
      var getter = get(empty);
      queue.put(1);
      queue.put(2);
      Tasks.yieldNow();
      queue.shutdownNow();
      empty.shutdownNow();
      queue.join();
      assertTrue(queue.isEmpty());
      assertThrows(QueueShutDown.class, getter::await);
      return null;
    });
  }

  @Test
  void aProducerAndAConsumerPassEverythingInOrder() {
    EventLoop.run(() -> {
      var queue = new Queue<Integer>(3);
      var received = new ArrayList<Integer>();
      TaskGroup.run(group -> {
        group.createTask(() -> {
          for (int i = 0; i < 100; i++) {
            queue.put(i);
          }
          queue.shutdown();
          return null;
        });
        group.createTask(() -> {
          try {
            while (true) {
              received.add(queue.get());
              assertTrue(queue.size() <= 3);
            }
          } catch (QueueShutDown _) {
            return null;
          }
        });
        return null;
      });
      assertEquals(100, received.size());
      assertEquals(99, received.getLast());
      return null;
    });
  }
}
