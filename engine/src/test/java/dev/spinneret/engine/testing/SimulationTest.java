package dev.spinneret.engine.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static List<String> racers(long seed) {
    return Simulation.run(
        seed,
        () -> {
          var order = new ArrayList<String>();
          TaskGroup.run(group -> {
            for (var name : List.of("a", "b", "c", "d", "e")) {
              group.createTask(
                  name,
                  () -> {
                    for (int i = 0; i < 3; i++) {
                      order.add(name + i);
                      Tasks.yieldNow();
                    }
                    return null;
                  });
            }
            return null;
          });
          return order;
        });
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
    assertEquals(racers(1), racers(1));
    var seen = new HashSet<List<String>>();
    for (int seed = 0; seed < 20; seed++) {
      seen.add(racers(seed));
    }
    assertTrue(seen.size() > 15);
    assertNotEquals(List.of("a0", "b0", "c0", "d0", "e0"), racers(1).subList(0, 5));
  }

  @Test
  void aYearPassesAtOnceAndInOrder() {
    try (var simulation = Simulation.inOrder()) {
      var order =
          simulation.run(() -> {
            var seen = new ArrayList<Integer>();
            TaskGroup.run(group -> {
              for (int days : List.of(365, 1, 30)) {
                group.createTask(() -> {
                  Tasks.sleep(Duration.ofDays(days));
                  return seen.add(days);
                });
              }
              return null;
            });
            return seen;
          });
      assertEquals(List.of(1, 30, 365), order);
      assertEquals(Duration.ofDays(365).toNanos(), simulation.time().nanoTime());
    }
  }

  @Test
  void theClockStandsStillWhileAnythingIsReady() {
    Simulation.run(
        7,
        () -> {
          var loop = EventLoop.current();
          var sleeper =
              loop.createTask(() -> {
                Tasks.sleep(Duration.ofNanos(1));
                return loop.timeNanos();
              });
          for (int i = 0; i < 1000; i++) {
            Tasks.yieldNow();
          }
          assertEquals(0, loop.timeNanos());
          assertFalse(sleeper.isDone());
          assertEquals(1, sleeper.await());
          return null;
        });
  }

  @Test
  void theLoopCanBeDrivenByHand() {
    try (var simulation = Simulation.inOrder()) {
      var task =
          simulation
              .loop()
              .createTask(() -> {
                Tasks.sleep(Duration.ofSeconds(5));
                return "slept";
              });
      simulation.loop().runOnce();
      assertEquals(0, simulation.time().nanoTime());
      simulation.loop().runOnce();
      assertEquals(Duration.ofSeconds(5).toNanos(), simulation.time().nanoTime());
      simulation.loop().runOnce();
      assertEquals("slept", task.result());
      simulation.time().advance(Duration.ofSeconds(1));
      assertEquals(Duration.ofSeconds(6).toNanos(), simulation.loop().timeNanos());
      assertThrows(
          IllegalArgumentException.class, () -> simulation.time().advance(Duration.ofNanos(-1)));
    }
  }

  @Test
  void aFailureSaysItsSeedAndItsLastSteps() {
    var failure = new IllegalArgumentException("on purpose");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Simulation.run(
                4711,
                () -> {
                  Tasks.yieldNow();
                  throw failure;
                }));
    var note = failure.getSuppressed()[0].getMessage();
    assertTrue(note.contains("seed 4711"));
    assertTrue(note.contains("0 ns  main"));
  }

  @Test
  void anotherThreadMayTakePart() {
    var gate = new CountDownLatch(1);
    assertEquals(
        "done",
        Simulation.<String>run(
            1,
            () -> {
              var work =
                  EventLoop.current()
                      .runInExecutor(
                          ForkJoinPool.commonPool(),
                          () -> {
                            gate.await();
                            return "done";
                          });
              gate.countDown();
              return work.await();
            }));
  }
}
