package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.sync.Channel;
import dev.spinneret.engine.sync.Condition;
import dev.spinneret.engine.sync.Event;
import dev.spinneret.engine.sync.Lock;
import dev.spinneret.engine.sync.Queue;
import dev.spinneret.engine.sync.Semaphore;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import dev.spinneret.engine.testing.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Random programs of tasks that share semaphores, locks, queues and channels, cancel each other
/// and time out, in a random order of steps; each is checked against what must hold for all.
class StressTest {
  private static final int SEED_COUNT = 1_000;

  @Test
  void randomProgramsKeepTheirPromises() {
    for (long seed = 0; seed < SEED_COUNT; seed++) {
      var random = new Random(seed);
      long order = random.nextLong();
      try {
        Simulation.run(order, () -> new World(random).run());
      } catch (Throwable t) {
        throw new AssertionError("seed " + seed, t);
      }
    }
  }

  /// One program and the model of what it may do.
  private static final class World {
    private final Random random;
    private final List<Task<?>> tasks = new ArrayList<>();
    private final Set<Task<?>> cancelled = new HashSet<>();

    private final int permits;
    private final Semaphore semaphore;
    private int holders;
    private final Lock lock = new Lock();
    private boolean locked;
    private final Event event = new Event();
    private final Condition condition = new Condition();

    private final Queue<Integer> queue;
    private final Channel<Integer> channel;
    private int produced;
    private final Set<Integer> inQueue = new HashSet<>();
    private final Set<Integer> inChannel = new HashSet<>();
    private final Map<String, Integer> lastSeen = new HashMap<>();
    private final Map<Integer, String> producers = new HashMap<>();

    World(Random random) {
      this.random = random;
      this.permits = 1 + random.nextInt(3);
      this.semaphore = new Semaphore(permits);
      this.queue = new Queue<>(1 + random.nextInt(3));
      this.channel = new Channel<>(random.nextInt(3));
    }

    Object run() {
      int count = 3 + random.nextInt(8);
      for (int i = 0; i < count; i++) {
        spawn("t" + i, 0);
      }
      for (int i = 0; i < 12; i++) {
        pause();
        cancelOne();
      }
      // Long enough for everything that can end to end.
      Tasks.sleep(Duration.ofHours(1));
      checkThatNobodyWaitsInVain();
      for (var task : List.copyOf(tasks)) {
        if (task.cancel()) {
          cancelled.add(task);
        }
      }
      Tasks.sleep(Duration.ofHours(1));
      checkTheEnd();
      return "done";
    }

    private Task<Object> spawn(String name, int depth) {
      int steps = 1 + random.nextInt(6);
      Task<Object> task =
          EventLoop.current()
              .createTask(
                  name,
                  () -> {
                    for (int i = 0; i < steps; i++) {
                      step(depth);
                    }
                    return name;
                  });
      tasks.add(task);
      return task;
    }

    private void pause() {
      if (random.nextBoolean()) {
        Tasks.yieldNow();
      } else {
        Tasks.sleepNanos(random.nextInt(50));
      }
    }

    private void cancelOne() {
      var victim = tasks.get(random.nextInt(tasks.size()));
      if (random.nextInt(3) == 0 && victim != Task.current() && victim.cancel()) {
        cancelled.add(victim);
      }
    }

    private void step(int depth) {
      switch (random.nextInt(13)) {
        case 0 -> pause();
        case 1 -> holdSemaphore();
        case 2 -> holdLock();
        case 3, 4 -> put();
        case 5, 6 -> get();
        case 7 -> {
          event.await();
          event.clear();
        }
        case 8 -> event.set();
        case 9 -> waitOnCondition();
        case 10 -> cancelOne();
        case 11 -> limited(depth);
        default -> child(depth);
      }
    }

    private void holdSemaphore() {
      try (var _ = semaphore.hold()) {
        holders++;
        try {
          assertTrue(holders <= permits);
          pause();
        } finally {
          holders--;
        }
      }
    }

    private void holdLock() {
      try (var _ = lock.hold()) {
        assertFalse(locked);
        locked = true;
        try {
          pause();
        } finally {
          locked = false;
        }
      }
    }

    private void waitOnCondition() {
      try (var _ = condition.lock().hold()) {
        if (random.nextBoolean()) {
          condition.await();
        } else {
          condition.signal(1 + random.nextInt(2));
        }
      }
    }

    private void put() {
      int item = produced++;
      producers.put(item, Task.current().name());
      if (random.nextBoolean()) {
        queue.put(item);
        inQueue.add(item);
      } else {
        // A send that is cancelled may have been taken in all the same.
        inChannel.add(item);
        channel.send(item);
      }
    }

    private void get() {
      if (random.nextBoolean()) {
        int item = queue.get();
        inQueue.remove(item);
        checkOrder("queue ", item);
      } else {
        int item = channel.receive();
        assertTrue(inChannel.remove(item), "received twice, or never sent");
      }
    }

    /// What one task puts comes out in that order.
    private void checkOrder(String where, int item) {
      var last = lastSeen.put(where + producers.get(item), item);
      assertTrue(last == null || last < item, "out of order");
    }

    private void limited(int depth) {
      int before = Task.current().cancelling();
      try {
        Tasks.timeout(
            Duration.ofNanos(random.nextInt(60)),
            _ -> {
              step(depth + 1);
              return null;
            });
      } catch (TimeoutException _) {
        assertEquals(before, Task.current().cancelling());
      }
    }

    private void child(int depth) {
      if (depth > 2) {
        return;
      }
      if (random.nextBoolean()) {
        TaskGroup.run(group -> {
          for (int left = random.nextInt(3); left > 0; left--) {
            group.createTask(() -> {
              step(depth + 1);
              return null;
            });
          }
          pause();
          return null;
        });
        return;
      }
      var task = spawn("child" + tasks.size(), depth + 1);
      if (random.nextBoolean()) {
        var _ = Tasks.wait(List.of(task), WaitUntil.ALL_COMPLETED);
      } else {
        var _ = Tasks.wait(List.of(task), WaitUntil.ALL_COMPLETED, Duration.ofNanos(30));
      }
    }

    private void checkThatNobodyWaitsInVain() {
      assertTrue(semaphore.availableCount() == 0 || semaphore.waitingCount() == 0);
      assertEquals(permits, semaphore.availableCount(), "a permit was lost");
      assertFalse(lock.isHeld());
      assertFalse(condition.lock().isHeld());
      var waiting = queue.toString();
      assertTrue(queue.isEmpty() || waiting.contains("getting=0"), waiting);
      assertTrue(queue.isFull() || waiting.contains("putting=0"), waiting);
      var stuck = channel.toString();
      assertTrue(channel.size() == 0 || stuck.contains("receiving=0"), stuck);
      assertTrue(stuck.contains("sending=0") || stuck.contains("receiving=0"), stuck);
      assertEquals(Set.copyOf(inQueue).size(), queue.size(), "an item of the queue was lost");
    }

    private void checkTheEnd() {
      for (var task : tasks) {
        assertTrue(task.isDone(), () -> task + " hangs");
        assertEquals(cancelled.contains(task), task.isCancelled(), task::toString);
      }
      assertEquals(1, EventLoop.current().tasks().size(), "a task was left over");
      assertEquals(permits, semaphore.availableCount());
      assertFalse(lock.isHeld());
      assertEquals(0, EventLoop.current().statistics().timerCount());
    }
  }
}
